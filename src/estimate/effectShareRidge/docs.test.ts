import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { effectShareRidgeSettingsSchema } from './settings.ts';

const page = readFileSync(new URL('../../../docs/methods/effect-share-ridge.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml]) => parse(yaml!));

test('the settings in docs/methods/effect-share-ridge.md are settings', () => {
  expect(blocks.length).toBeGreaterThan(1);
  for (const { use, ...settings } of blocks) {
    expect(use).toBe('effect-share-ridge');
    expect(effectShareRidgeSettingsSchema.safeParse(settings).error).toBeUndefined();
  }
});

test('the first of them shows the defaults', () => {
  const { use: _, seasonality: __, ...shown } = blocks[0]!;
  expect(effectShareRidgeSettingsSchema.parse({})).toMatchObject(shown);
});
