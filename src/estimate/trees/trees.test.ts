import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mean, sd } from '../../core/stats.ts';
import { buildDataset } from '../../dataset/build.ts';
import type { Dataset } from '../../dataset/types.ts';
import { applyAdstock } from '../../media/adstock.ts';
import { testCurves, testDataset, testRequest } from '../testData.ts';
import { each, okFit, request } from './trees.fixture.ts';

/** Data in which tv is on at 10 or off, by blocks of four periods, without carryover, and brings `gain` when it is on. */
function onOff(gain: number, periods = 64): Dataset {
  const series = (of: (t: number) => number) => ({
    history: new Float64Array(0),
    window: Float64Array.from({ length: periods }, (_, t) => of(t)),
    future: new Float64Array(0),
  });
  const on = (t: number) => (Math.floor(t / 4) % 2 === 0 ? 10 : 0);
  const { dataset } = testDataset({ tv: 1 }, { periods });
  const { digest: _, ...parts } = dataset;
  return buildDataset({
    ...parts,
    history: 0,
    future: 0,
    channels: [{ name: 'tv', spend: series(on) }],
    controls: [],
    outcome: { name: 'sales', values: Float64Array.from({ length: periods }, (_, t) => 50 + (on(t) > 0 ? gain : 0)) },
  });
}
const plain = { given: { tv: { adstock: 'none', saturation: 'none' } } };

test.each(each)('%s: with weeks on and off and no noise, the answer is what was gained', (_id, estimator) => {
  fc.assert(
    fc.property(fc.double({ min: -20, max: 20, noNaN: true }), (gain) => {
      const asked = testRequest('tv', ['roas.total', 'contribution', 'mroas.total', 'roas.attributed'], [8, 39], 0);
      const steps = { learning_rate: 1 };
      const over = { media: plain, depth: 1, ...(estimator.id === 'gradient-boosting' ? steps : {}) };
      const { effects, fitted } = okFit(estimator, onOff(gain), over, asked);
      // 16 of the 32 periods of the window are on, at 10
      expect(effects[1]!.point).toBeCloseTo(16 * gain, 8);
      expect(effects[0]!.point).toBeCloseTo(gain / 10, 8);
      expect(effects[3]!.point).toBeCloseTo(gain / 10, 8);
      // one percent more crosses no threshold: a step has no slope
      expect(effects[2]!.point).toBeCloseTo(0, 10);
      expect(fitted[0]).toBeCloseTo(50 + gain, 8);
    }),
    { numRuns: 15 },
  );
});

test.each(each)('%s: the curve is a step: half the spend brings all or nothing, twice no more', (_id, estimator) => {
  const curves = { window: [8, 39] as const, tails: { tv: 0 }, scales: [0, 0.4, 0.6, 1, 2], draws: 5 };
  const asked = { ...testRequest('tv', ['contribution'], [8, 39], 0), curves };
  const steps = { learning_rate: 1 };
  const over = { media: plain, depth: 1, ...(estimator.id === 'gradient-boosting' ? steps : {}) };
  const { effects, curves: answered } = okFit(estimator, onOff(3), over, asked);
  // the threshold lies halfway between 0 and 10
  const { channel, contribution, draws } = answered![0]!;
  expect(channel).toBe('tv');
  [0, 0, 48, 48, 48].forEach((value, s) => {
    expect(contribution[s]).toBeCloseTo(value, 8);
  });
  expect(contribution[3]).toBeCloseTo(effects[0]!.point, 10);
  expect(draws).toHaveLength(5);
  expect(draws!.every((draw) => draw.length === 5 && draw[0] === 0)).toBe(true);
});

test.each(each)('%s: no more than the range of the data is ever gained: below it a tree is flat', (_id, estimator) => {
  const { dataset } = testDataset({ tv: 20, radio: 5 }, { noise: 0.2, periods: 60 });
  const asked = testRequest('tv', ['contribution'], [0, 59], 0);
  const { effects, diagnostics } = okFit(estimator, dataset, { trees: 60 }, asked);
  const { history, window } = dataset.channels[0]!.spend;
  const path = Float64Array.from([...history, ...window]);
  const stock = applyAdstock(path, testCurves.adstock).subarray(history.length);
  const f = (x: number) => (20 * x) / (x + 2);
  const lowest = Math.min(...stock);
  const visible = stock.reduce((sum, x) => sum + f(x) - f(lowest), 0);
  const whole = stock.reduce((sum, x) => sum + f(x), 0);
  expect(diagnostics['lowest_share.tv']).toBeCloseTo(lowest / mean(stock), 10);
  // without noise a full tree sees `visible`, but for the last leaf; some of it goes to radio and price
  expect(effects[0]!.point).toBeGreaterThan(0.4 * visible);
  expect(effects[0]!.point).toBeLessThan(1.1 * visible);
  expect(visible).toBeLessThan(0.6 * whole);
});

test.each(each)('%s: saturation that is given is not used, carryover is', (_id, estimator) => {
  const { dataset } = testDataset({ tv: 2, radio: 5 }, { noise: 0.5 });
  const before = okFit(estimator, dataset);
  const straight = { ...testCurves, saturation: { curve: 'none', parameters: [] } };
  expect(okFit(estimator, dataset, { media: { given: { tv: straight, radio: straight } } })).toEqual(before);
  expect(before.parameters.map(({ name }) => name)).toEqual([
    'tv.adstock.geometric.alpha',
    'radio.adstock.geometric.alpha',
  ]);
  const longer = { ...straight, adstock: { ...testCurves.adstock, parameters: [0.9] } };
  expect(okFit(estimator, dataset, { media: { given: { tv: longer, radio: straight } } })).not.toEqual(before);
});

test.each(each)('%s: answers scale with the outcome, and a shift moves nothing but fitted values', (_id, estimator) => {
  const { dataset } = testDataset({ tv: 2, radio: 5 }, { noise: 1 });
  const before = okFit(estimator, dataset);
  // powers of two, so that ties stay ties to the bit
  const outcome = { name: 'sales', values: dataset.outcome.values.map((y) => 4 * y) };
  const after = okFit(estimator, { ...dataset, outcome });
  for (const e of [0, 1, 2]) {
    expect(after.effects[e]!.point).toBe(4 * before.effects[e]!.point);
    expect(after.effects[e]!.intervals[1]!.lower).toBe(4 * before.effects[e]!.intervals[1]!.lower);
  }
  const higher = { name: 'sales', values: dataset.outcome.values.map((y) => y + 1000) };
  const raised = okFit(estimator, { ...dataset, outcome: higher });
  for (const e of [0, 1]) expect(raised.effects[e]!.point).toBeCloseTo(before.effects[e]!.point, 8);
  expect(raised.fitted[5]! - before.fitted[5]!).toBeCloseTo(1000, 8);
  expect(after.diagnostics).toEqual(before.diagnostics);
  expect(before.effects[3]).toBeNull();
});

test('a forest’s Monte Carlo error is the spread of forests that other draws would have grown', () => {
  const { dataset } = testDataset({ tv: 2, radio: 5 }, { noise: 1 });
  const forests = Array.from({ length: 24 }, (_, f) => {
    const stream = (role: string) => testRequest('tv', [], [0, 1], 0).stream(`${f}/${role}`);
    return okFit(each[0]![1], dataset, { trees: 40 }, { ...request, stream }).effects[0]!;
  });
  const spread = sd(forests.map(({ point }) => point));
  const stated = mean(forests.map(({ mcse }) => mcse!));
  // an sd of 24 is known to 1/√46 = 15 %: three of these
  expect(Math.abs(stated / spread - 1)).toBeLessThan(0.45);
});
