import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { elasticNetSettingsSchema } from '../elasticNet/settings.ts';
import { twoStageSettingsSchema } from './settings.ts';

const page = readFileSync(new URL('../../../docs/methods/two-stage-mediation.md', import.meta.url), 'utf8');

test('the settings in docs/methods/two-stage-mediation.md are settings, all of them', () => {
  const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)];
  expect(blocks).toHaveLength(1);
  const { use, ...settings } = parse(blocks[0]![1]!);
  expect(use).toBe('two-stage-mediation');
  const parsed = twoStageSettingsSchema.parse(settings);
  expect(parsed).toMatchObject(settings);
  expect(Object.keys(settings).sort()).toEqual(Object.keys(parsed).sort());
});

test('the penalty settings that the page names are those of elastic-net', () => {
  for (const name of [
    'l1_ratio',
    'penalties',
    'cross_validation',
    'penalty',
    'penalize',
    'non_negative',
    'max_sweeps',
  ]) {
    expect(page).toContain(`\`${name}\``);
    expect(Object.keys(elasticNetSettingsSchema.shape)).toContain(name);
  }
});
