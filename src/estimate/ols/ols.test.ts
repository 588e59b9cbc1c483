import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildDataset } from '../../dataset/build.ts';
import type { EstimandKind } from '../../dataset/estimand.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { Estimate } from '../contract.ts';
import { checkEstimate } from '../contractCheck.ts';
import { testCurves, testDataset, testRequest } from '../testData.ts';
import { ols } from './ols.ts';
import type { OlsSettings } from './settings.ts';

const given = { given: { tv: testCurves, radio: testCurves } };
const kinds: readonly EstimandKind[] = ['roas.total', 'contribution.direct', 'mroas.total', 'roas.mediated'];
const request = testRequest('tv', kinds, [4, 30], 3);
const settings = (over: object): OlsSettings => ols.settingsSchema.parse({ media: given, ...over });
const fit = (dataset: Dataset, over: object = {}) => ols.fit(dataset, settings(over), request) as Estimate;

function okFit(dataset: Dataset, over: object = {}) {
  const estimate = checkEstimate(fit(dataset, over), request, dataset.outcome.values.length);
  if (estimate.status !== 'ok') throw new Error(JSON.stringify(estimate));
  return estimate;
}

test('without noise and with the generating curves the truth comes back, national and by geo', () => {
  for (const geos of [1, 3]) {
    const { dataset, lost, spend } = testDataset({ tv: 2, radio: 5 }, { geos });
    const { effects, fitted } = okFit(dataset);
    expect(effects[0]!.point).toBeCloseTo(lost('tv', 4, 30, 3, 0) / spend('tv', 4, 30), 9);
    expect(effects[1]!.point).toBeCloseTo(lost('tv', 4, 30, 3, 0), 9);
    expect(effects[2]!.point).toBeCloseTo(-lost('tv', 4, 30, 3, 1.01) / (0.01 * spend('tv', 4, 30)), 6);
    expect(effects[3]).toBeNull();
    expect(Math.abs(fitted[7]! - dataset.outcome.values[7]!)).toBeLessThan(1e-9);
  }
});

test('effects are linear in the outcome, with their errors; a shift moves the intercept alone', () => {
  const { dataset } = testDataset({ tv: 2, radio: 5 }, { noise: 1 });
  const before = okFit(dataset, { intervals: 'newey-west' });
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), fc.integer({ min: -50, max: 50 }), (scale, shift) => {
      const outcome = { name: 'sales', values: dataset.outcome.values.map((y) => scale * y + shift) };
      const after = okFit({ ...dataset, outcome }, { intervals: 'newey-west' });
      for (const e of [0, 1, 2]) {
        expect(after.effects[e]!.point / before.effects[e]!.point / scale).toBeCloseTo(1, 8);
        expect(after.effects[e]!.se! / before.effects[e]!.se! / scale).toBeCloseTo(1, 8);
      }
    }),
    { numRuns: 30 },
  );
});

test('with blocks of one and many replicates the bootstrap is the classical standard error', () => {
  // Var* = RSS/df·(XᵀX)⁻¹ exactly when residuals of mean 0 are drawn one by one; 4.5 standard errors of a standard
  // deviation from 4,000 replicates are 5 %
  const { dataset } = testDataset({ tv: 2, radio: 5 }, { noise: 1 });
  const classical = okFit(dataset);
  const boot = okFit(dataset, { intervals: { bootstrap: 4000, block: 1 } });
  expect(boot.effects[0]!.point).toBe(classical.effects[0]!.point);
  expect(Math.abs(boot.effects[0]!.se! / classical.effects[0]!.se! - 1)).toBeLessThan(0.05);
  expect(boot.effects[0]!.draws).toHaveLength(4000);
  expect(boot.diagnostics).toMatchObject({ bootstrap_replicates: 4000, block_length: 1 });
});

test('settings decide what is conditioned on and what is reported', () => {
  const { dataset } = testDataset({ tv: 2, radio: 5 }, { noise: 1 });
  expect(ols.conditionsOn(settings({}), dataset)).toEqual({ variables: ['tv', 'radio', 'price'], models: [] });
  const without = { channels: ['radio'], controls: 'none' };
  expect(ols.conditionsOn(settings(without), dataset).variables).toEqual(['radio']);
  expect(okFit(dataset, without).effects).toEqual([null, null, null, null]);
  const full = okFit(dataset, { trend: true, seasonality: { every: 13, pairs: 1 }, intervals: 'newey-west' });
  expect(full.parameters.map(({ name }) => name)).toEqual([
    'intercept',
    'trend',
    'sin_1',
    'cos_1',
    'price',
    'tv',
    'radio',
    'tv.adstock.geometric.alpha',
    'tv.saturation.hill.half_saturation',
    'tv.saturation.hill.slope',
    'radio.adstock.geometric.alpha',
    'radio.saturation.hill.half_saturation',
    'radio.saturation.hill.slope',
  ]);
  expect(full.diagnostics).toMatchObject({ df: 33, newey_west_lag: 3 });
  expect(Object.keys(full.diagnostics)).toContain('vif.radio');
});

test.each(['default', 'searched'])('media: %s fits', (media) => {
  const { dataset } = testDataset({ tv: 2, radio: 5 }, { noise: 0.1, periods: 60 });
  const estimate = okFit(dataset, { media, intervals: 'hc3' });
  // same family as the generating curves, so little is left over
  expect(estimate.diagnostics.r2).toBeGreaterThan(0.9);
});

const changed = (dataset: Dataset, channel: number, window: (t: number) => number): Dataset => {
  const { digest: _, ...parts } = dataset;
  const channels = dataset.channels.map((c, i) =>
    i === channel ? { ...c, spend: { ...c.spend, window: c.spend.window.map((_x, t) => window(t)) } } : c,
  );
  return buildDataset({ ...parts, channels });
};

test('what cannot be answered is refused with a reason and names', () => {
  const { dataset } = testDataset({ tv: 2, radio: 5 }, { noise: 1 });
  expect(fit(changed(dataset, 0, () => 0))).toEqual({
    status: 'refused',
    reason: 'all-zero-channel',
    detail: 'no spend in the window: tv',
  });
  expect(fit(changed(dataset, 1, () => 7))).toMatchObject({
    reason: 'constant-channel',
    detail: expect.stringContaining('radio'),
  });
  const twin = { ...dataset, channels: dataset.channels.map((c) => ({ ...c, spend: dataset.channels[0]!.spend })) };
  expect(fit(twin)).toEqual({ status: 'refused', reason: 'rank-deficient', detail: 'radio is a combination of tv' });
  const flat = { ...testCurves, saturation: { curve: 'hill', parameters: [1e-30, 1] } };
  expect(fit(dataset, { media: { given: { tv: flat, radio: testCurves } } })).toMatchObject({
    reason: 'constant-channel',
    detail: 'the curves leave no variation: tv',
  });
  const short = testDataset({ tv: 2, radio: 5 }, { periods: 4 }).dataset;
  expect(fit(short)).toMatchObject({ reason: 'more-columns-than-rows', detail: '4 columns for 4 rows' });
  expect(fit(dataset, { intervals: 'newey-west', lag: 40 })).toMatchObject({ reason: 'too-few-periods' });
  expect(fit(dataset, { intervals: { bootstrap: 20, block: 41 } })).toMatchObject({ reason: 'too-few-periods' });
  const event = { name: 'event', values: Float64Array.from({ length: 40 }, (_, t) => (t === 8 ? 1 : 0)) };
  expect(fit({ ...dataset, controls: [event] }, { intervals: 'hc3' })).toMatchObject({
    reason: 'unsupported',
    detail: expect.stringContaining('row 8 alone'),
  });
});

test('settings are strict, and reading them twice changes nothing', () => {
  const once = settings({ intervals: { bootstrap: 200 } });
  expect(ols.settingsSchema.parse(once)).toEqual(once);
  const refused = [
    { interval: 'hc3' },
    { lag: 4 },
    { intervals: { bootstrap: 5 } },
    { seasonality: { every: 52, pairs: 40 } },
  ];
  for (const wrong of refused) expect(ols.settingsSchema.safeParse(wrong).success).toBe(false);
  expect(ols.settingsSchema.parse({})).toEqual({
    media: 'default',
    channels: 'all',
    controls: 'all',
    trend: false,
    seasonality: 'none',
    intervals: 'classical',
  });
});
