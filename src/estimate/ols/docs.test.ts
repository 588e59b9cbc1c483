import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { defaultBlockLength } from '../../inference/bootstrap/movingBlock.ts';
import { defaultLag } from '../../inference/leastSquares/neweyWest.ts';
import { olsSettingsSchema } from './settings.ts';

const page = readFileSync(new URL('../../../docs/methods/ols.md', import.meta.url), 'utf8');

test('the settings in docs/methods/ols.md are settings', () => {
  const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)];
  expect(blocks.length).toBeGreaterThan(0);
  for (const [, yaml] of blocks) {
    const { use, ...settings } = parse(yaml!);
    expect(use).toBe('ols');
    expect(olsSettingsSchema.parse(settings)).toMatchObject(settings);
  }
});

test('the lag and block at 104 weeks are those the page states', () => {
  expect(page).toContain(`${defaultLag(104)} at 104 weeks. The bootstrap's block`);
  expect(page).toContain(`${defaultBlockLength(104)} at 104 weeks. Lag, block`);
});

test('the settings in docs/methods/sensitivity.md are settings, all of them', () => {
  const sensitivity = readFileSync(new URL('../../../docs/methods/sensitivity.md', import.meta.url), 'utf8');
  const [, yaml] = /```yaml\n([\s\S]*?)```/.exec(sensitivity)!;
  const { use, ...settings } = parse(yaml!);
  expect(use).toBe('ols');
  const parsed = olsSettingsSchema.parse(settings);
  expect(parsed).toMatchObject(settings);
  expect(Object.keys(parsed.sensitivity!).sort()).toEqual(Object.keys(settings.sensitivity).sort());
});
