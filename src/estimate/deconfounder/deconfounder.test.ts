import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { buildDataset } from '../../dataset/build.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { Estimate } from '../contract.ts';
import { ols } from '../ols/ols.ts';
import { testCurves, testDataset, testRequest } from '../testData.ts';
import { deconfounder } from './deconfounder.ts';
import { deconfounderSettingsSchema } from './settings.ts';

const names = ['tv', 'radio', 'search', 'social'];
const effects = Object.fromEntries(names.map((name, i) => [name, 2 + i]));
const media = { given: Object.fromEntries(names.map((name) => [name, testCurves])) };
const request = testRequest('tv', ['roas.total', 'contribution'], [0, 59], 3);
const fit = (dataset: Dataset, over: object = {}) =>
  deconfounder.fit(dataset, deconfounderSettingsSchema.parse({ media, ...over }), request) as Estimate;
const okFit = (dataset: Dataset, over: object = {}) => {
  const estimate = fit(dataset, over);
  if (estimate.status !== 'ok') throw new Error(JSON.stringify(estimate));
  return estimate;
};

test('without noise and with the true curves the effects come out exactly, whatever the factors', () => {
  const { dataset, lost, spend } = testDataset(effects, { periods: 60 });
  for (const factors of [1, 2, 'checked']) {
    const { effects: found } = okFit(dataset, { factors });
    expect(found[0]!.point).toBeCloseTo(lost('tv', 0, 59, 3, 0) / spend('tv', 0, 59), 8);
  }
});

test('it is least squares with its factors as controls', () => {
  const { dataset } = testDataset(effects, { periods: 60, noise: 2 });
  const own = okFit(dataset, { factors: 2, intervals: 'newey-west' });
  expect(own.diagnostics).toMatchObject({ factors: 2, predictive_check: expect.any(Number) });
  const substitutes = own.parameters.filter(({ name }) => name.startsWith('substitute_'));
  expect(substitutes).toHaveLength(2);
  expect(own.parameters.map(({ name }) => name).slice(0, 4)).toEqual([
    'intercept',
    'price',
    'substitute_1',
    'substitute_2',
  ]);
  const without = ols.fit(dataset, ols.settingsSchema.parse({ media }), request) as typeof own;
  expect(own.diagnostics.r2!).toBeGreaterThan(without.diagnostics.r2!);
});

test('what has no factor model is refused with the reason', () => {
  const { dataset } = testDataset({ tv: 5 }, { noise: 1 });
  expect(fit(dataset, { channels: ['tv'] })).toMatchObject({ status: 'refused', reason: 'unsupported' });
  const { dataset: four } = testDataset(effects, { periods: 60, noise: 1 });
  expect(fit(four, { factors: 4 })).toMatchObject({
    reason: 'unsupported',
    detail: '4 factors of 4 channels; at most 3',
  });
  const { digest: _, ...parts } = four;
  const twins = buildDataset({
    ...parts,
    channels: four.channels.map((c) => ({ ...c, spend: four.channels[0]!.spend })),
  });
  expect(fit(twins)).toMatchObject({ status: 'refused', reason: 'rank-deficient' });
});

test('the page’s settings are settings', () => {
  const page = readFileSync(new URL('../../../docs/methods/deconfounder.md', import.meta.url), 'utf8');
  const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)];
  expect(blocks.length).toBeGreaterThan(0);
  for (const [, yaml] of blocks) {
    const { use, ...settings } = parse(yaml!);
    expect(use).toBe('deconfounder');
    expect(deconfounderSettingsSchema.parse(settings)).toMatchObject(settings);
  }
});
