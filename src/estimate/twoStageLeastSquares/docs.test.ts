import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { twoStageLeastSquaresSettingsSchema } from './settings.ts';

const page = readFileSync(new URL('../../../docs/methods/two-stage-least-squares.md', import.meta.url), 'utf8');

test('the settings in docs/methods/two-stage-least-squares.md are settings, all of them', () => {
  const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)];
  expect(blocks).toHaveLength(1);
  const { use, ...settings } = parse(blocks[0]![1]!);
  expect(use).toBe('two-stage-least-squares');
  const parsed = twoStageLeastSquaresSettingsSchema.parse(settings);
  expect(parsed).toMatchObject(settings);
  expect(Object.keys(settings).sort()).toEqual(Object.keys(parsed).sort());
});
