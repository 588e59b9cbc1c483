import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { frontDoorSettingsSchema } from './settings.ts';

const page = readFileSync(new URL('../../../docs/methods/front-door.md', import.meta.url), 'utf8');

test('the settings in docs/methods/front-door.md are settings, all of them', () => {
  const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)];
  expect(blocks).toHaveLength(1);
  const { use, mediator_adstock, ...settings } = parse(blocks[0]![1]!);
  expect(use).toBe('front-door');
  const parsed = frontDoorSettingsSchema.parse({ ...settings, mediator_adstock });
  expect(parsed).toMatchObject(settings);
  expect(parsed.mediator_adstock.curve).toBe(mediator_adstock);
  expect(Object.keys({ ...settings, mediator_adstock }).sort()).toEqual(Object.keys(parsed).sort());
});

test('the other ways to write them, too', () => {
  const least = { channel: 'tv', mediator: 'visits' };
  for (const over of [
    { mediator_adstock: { geometric: { alpha: 0.5, max_lag: 8 } } },
    { mediator_media: { given: { 'tv->visits': { adstock: { geometric: { alpha: 0.5, max_lag: 8 } } } } } },
    { intervals: { bootstrap: 200, block: 5 } },
  ]) {
    const once = frontDoorSettingsSchema.parse({ ...least, ...over });
    expect(frontDoorSettingsSchema.parse(once)).toEqual(once);
  }
});
