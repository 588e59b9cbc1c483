import { expect, test } from 'vitest';
import { openStream } from '../core/random/stream.ts';
import type { Estimand } from '../dataset/estimand.ts';
import { nationalDataset } from '../dataset/national.ts';
import type { Dataset } from '../dataset/types.ts';
import { trueCurves } from '../experiment/plan/trueCurves.ts';
import { loadScenario } from '../scenario/load.node.ts';
import { resolveWorld } from '../scenario/scenario.ts';
import { compileWorld, simulate } from '../simulate/simulate.ts';
import type { Estimator } from './contract.ts';
import { elasticNet } from './elasticNet/elasticNet.ts';
import { ols } from './ols/ols.ts';
import { headSum, perHead, totals } from './perHead.ts';

/** geo-targeting with nothing hidden, nothing that differs but levels and spend, and no noise. */
const exact = {
  'dials.confounding': 0,
  'nodes.revenue.outcome.noise.normal': 0,
  'nodes.revenue.outcome.drivers.price.geo.normal': 0,
  ...Object.fromEntries(['tv', 'search', 'social'].map((c) => [`nodes.revenue.responses.${c}.geo.lognormal`, 0])),
  'geos.count': 4,
};
const requests = [{ kind: 'roas.total' }, { kind: 'contribution' }, { kind: 'mroas.total' }] as const;
const world = (set: Readonly<Record<string, unknown>>) => resolveWorld(loadScenario('geo-targeting'), set);
const data = (set: Readonly<Record<string, unknown>>) =>
  simulate(compileWorld(world(set)), { seed: 1, replicate: 0, periods: 60, requests });

/** Points of an estimator's answers, and the first fitted value. */
async function answers<S>(estimator: Estimator<S>, dataset: Dataset, estimands: readonly Estimand[], given: object) {
  const settings = estimator.settingsSchema.parse(given);
  const stream = (role: string) => openStream(['per head', role]);
  const fit = await estimator.fit(dataset, settings, { estimands, levels: [0.9], stream });
  if (!('effects' in fit)) throw new Error(JSON.stringify(fit));
  return [...fit.effects.map((effect) => effect!.point), fit.fitted[5]!];
}
const known = { media: { given: trueCurves(world(exact)) } };

test('with the generating curves and no noise the true totals come back, whatever the people', async () => {
  const { dataset, truth } = data(exact);
  const estimands = truth.effects.map(({ estimand }) => estimand);
  const points = await answers(ols, dataset, estimands, known);
  truth.effects.forEach(({ value }, i) => {
    expect(points[i]! / value!).toBeCloseTo(1, 8);
  });
  expect(points.at(-1)! / dataset.outcome.values[5]!).toBeCloseTo(1, 8);
});

test('one intercept for all geos takes their targeted levels for an effect; an intercept a geo does not', async () => {
  const { dataset, truth } = data(exact);
  const { estimand, value } = truth.effects[0]!;
  const [own] = await answers(ols, dataset, [estimand], known);
  const [pooled] = await answers(ols, dataset, [estimand], { ...known, intercepts: 'common' });
  expect(Math.abs(own! / value! - 1)).toBeLessThan(1e-8);
  expect(Math.abs(pooled! / value! - 1)).toBeGreaterThan(0.5);
});

test('counting people by the thousand changes no answer, of OLS or of the elastic net', async () => {
  const { dataset, truth } = data({ 'geos.count': 4 });
  const thousands = { ...dataset, population: dataset.population.map((people) => people / 1000) };
  const estimands = truth.effects.map(({ estimand }) => estimand);
  const fits = [
    (given: Dataset) => answers(ols, given, estimands, {}),
    (given: Dataset) => answers(elasticNet, given, estimands, { intervals: { bootstrap: 20, select: 'once' } }),
  ];
  for (const fit of fits) {
    const [one, other] = [await fit(dataset), await fit(thousands)];
    one.forEach((value, i) => {
      expect(other[i]! / value).toBeCloseTo(1, 4);
    });
  }
});

test('data without people are left alone; per head times heads is the total', () => {
  const { dataset } = data({ 'geos.count': 4 });
  const alone = { ...dataset, population: dataset.population.map(() => 1) };
  expect(perHead(alone)).toEqual({ ...alone, heads: alone.population });
  const heads = perHead(dataset);
  totals(heads.outcome.values, heads).forEach((y, i) => {
    expect(y / dataset.outcome.values[i]!).toBeCloseTo(1, 12);
  });
  expect(perHead(nationalDataset(dataset)).heads).toHaveLength(1);
});

test('a sum over heads, by hand: of all periods, or of a window in every geo', () => {
  const sides = { heads: Float64Array.of(2, 3), periods: 3 };
  const series = Float64Array.of(1, 10, 100, 4, 40, 400);
  expect(headSum(series, sides)).toBe(2 * 111 + 3 * 444);
  expect(headSum(series, sides, [1, 1])).toBe(2 * 10 + 3 * 40);
  expect(headSum(series, sides, [1, 2])).toBe(2 * 110 + 3 * 440);
});
