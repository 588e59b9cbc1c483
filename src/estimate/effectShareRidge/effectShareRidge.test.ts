import { expect, test } from 'vitest';
import type { EstimandKind } from '../../dataset/estimand.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { Estimate, FitRequest } from '../contract.ts';
import { checkEstimate } from '../contractCheck.ts';
import { elasticNet } from '../elasticNet/elasticNet.ts';
import { testDataset, testRequest } from '../testData.ts';
import { effectShareRidge } from './effectShareRidge.ts';

const kinds: readonly EstimandKind[] = ['roas.total', 'contribution.direct', 'mroas.total', 'roas.mediated'];
const request = testRequest('tv', kinds, [4, 30], 3);
const quick = { candidates: 60, models: 4 };
const fit = (dataset: Dataset, over: object = {}, asked: FitRequest = request) =>
  checkEstimate(
    effectShareRidge.fit(dataset, effectShareRidge.settingsSchema.parse({ ...quick, ...over }), asked),
    asked,
    dataset.outcome.values.length,
  );
type Answered = Extract<Estimate, { status: 'ok' }>;
function okFit(dataset: Dataset, over: object = {}, asked: FitRequest = request): Answered {
  const estimate = fit(dataset, over, asked);
  if (estimate.status !== 'ok') throw new Error(JSON.stringify(estimate));
  return estimate;
}
const { dataset, lost } = testDataset({ tv: 12, radio: 3 }, { noise: 0.3 });
/** Both channels' ROAS over the whole window. */
const returns = (over: object, data = dataset) => {
  const asked = ['tv', 'radio'].flatMap((name) => testRequest(name, ['roas.total'], [0, 39], 3).estimands);
  return okFit(data, over, { ...request, estimands: asked }).effects.map((effect) => effect!.point);
};
/** The curves of the data, held. */
const held = {
  search: { retention: [0.5, 0.5], slope: [1, 1], half_saturation: [1, 1], penalty: [1e-6, 1e-6] } as object,
  max_lag: 4,
};

test('with transforms held it is the ridge of elastic-net, coefficient by coefficient', () => {
  const ours = okFit(dataset, held);
  const numbers = Object.fromEntries(ours.parameters.map(({ name, value }) => [name, value]));
  const curves = (name: string) => ({
    adstock: { geometric: { alpha: 0.5, max_lag: 4 } },
    saturation: { hill: { half_saturation: numbers[`${name}.saturation.hill.half_saturation`], slope: 1 } },
  });
  const theirs = elasticNet.fit(
    dataset,
    elasticNet.settingsSchema.parse({
      media: { given: { tv: curves('tv'), radio: curves('radio') } },
      ...{ l1_ratio: 0, penalty: 1e-6, penalize: 'channels', non_negative: true },
    }),
    request,
  ) as Answered;
  for (const name of ['intercept', 'price', 'tv', 'radio']) {
    expect(numbers[name]! / theirs.parameters.find((parameter) => parameter.name === name)!.value).toBeCloseTo(1, 8);
  }
  expect(ours.effects[0]!.point / theirs.effects[0]!.point).toBeCloseTo(1, 8);
  // all candidates are one model then: there is nothing between them
  const [spread] = [ours.effects[0]!.intervals[1]!];
  expect(spread!.upper - spread!.lower).toBeLessThan(1e-9);
});

test('fit only tells a channel that sells much from one that sells little; shares only gives all channels one return', () => {
  const [tv, radio] = returns({ candidates: 800, share_weight: 0 });
  // spend of both is alike, so returns are as 12 to 3; how far beyond, 40 weeks that never see zero spend do not say
  expect(tv! / radio!).toBeGreaterThan(3);
  const [pulled, other] = returns({ candidates: 400, share_weight: 1 });
  expect(Math.abs(pulled! / other! - 1)).toBeLessThan(0.1);
  const rssd = (share_weight: number) => okFit(dataset, { share_weight, candidates: 200 }).diagnostics.decomp_rssd!;
  expect(rssd(1)).toBeLessThan(rssd(0) / 5);
});

test('effects of the average model add up: a contribution is its ROAS times spend, and curves end at it', () => {
  const asked = { ...request, curves: { window: [4, 30] as const, tails: { tv: 3 }, scales: [0, 0.5, 1], draws: 40 } };
  for (const intervals of ['models', { bootstrap: 40 }]) {
    const { effects, curves } = okFit(dataset, { intervals }, asked);
    const tv = curves!.find(({ channel }) => channel === 'tv')!;
    expect(tv.contribution[0]).toBe(0);
    expect(tv.contribution[2]).toBeCloseTo(effects[1]!.point, 8);
    expect(tv.draws).toHaveLength(intervals === 'models' ? 4 : 40);
    expect(effects[3]).toBeNull();
    const [narrow, wide] = effects[0]!.intervals;
    expect(wide!.lower).toBeLessThanOrEqual(narrow!.lower);
    expect(wide!.upper).toBeGreaterThanOrEqual(narrow!.upper);
  }
  expect(lost('tv', 4, 30, 3, 0)).toBeGreaterThan(0);
});

test("intervals between models are Robyn's: mean ± t·√K·sd of the bootstrapped mean", () => {
  const { effects } = okFit(dataset, {});
  const { point, se, intervals } = effects[0]!;
  const each = okFit(
    dataset,
    {},
    { ...request, curves: { window: [4, 30], tails: { tv: 3 }, scales: [0, 1], draws: 4 } },
  );
  const values = each.curves!.find(({ channel }) => channel === 'tv')!.draws!.map((draw) => draw[1]!);
  const ratio = point / (values.reduce((a, b) => a + b) / 4);
  // all 4⁴ resamples of the four models instead of a thousand random ones
  const means = Array.from({ length: 256 }, (_, code) => {
    const drawn = [code & 3, (code >> 2) & 3, (code >> 4) & 3, (code >> 6) & 3];
    return (ratio * drawn.reduce((total, k) => total + values[k]!, 0)) / 4;
  });
  const center = means.reduce((a, b) => a + b) / 256;
  const sdOfMean = Math.sqrt(means.reduce((total, m) => total + (m - center) ** 2, 0) / 256);
  expect(se!).toBeCloseTo(2 * sdOfMean, 10);
  // Student's t with 3 degrees of freedom, 97.5 %: 3.1824 in any table
  expect((intervals[1]!.upper - point) / se!).toBeCloseTo(3.1824, 4);
});

test('a channel never has a negative effect', () => {
  const harmful = testDataset({ tv: 6, radio: -4 }, { noise: 0.3 }).dataset;
  const [, radio] = returns({ share_weight: 0 }, harmful);
  expect(radio).toBe(0);
});

test('more candidates never fit worse, from the same stream', () => {
  const best = (candidates: number) => okFit(dataset, { candidates, share_weight: 0 }).diagnostics.nrmse!;
  // the first thirty are the same from 90 on
  expect(best(300)).toBeLessThanOrEqual(best(90));
});

test('geo data: intercepts by geo, shares over heads, and the same contract', () => {
  const geos = testDataset({ tv: 5, radio: 3 }, { geos: 3, noise: 0.3 }).dataset;
  const estimate = okFit(geos, {});
  expect(estimate.parameters.filter(({ name }) => name.startsWith('intercept.'))).toHaveLength(3);
});

test('what cannot be fitted is refused, and bad settings are one clear line', () => {
  const short = testDataset({ tv: 5, radio: 3 }, { periods: 4, noise: 0.5 }).dataset;
  const asked = testRequest('tv', ['roas.total'], [0, 3], 3);
  expect(fit(short, { seasonality: { every: 4, pairs: 2 } }, asked)).toMatchObject({
    status: 'refused',
    reason: 'more-columns-than-rows',
  });
  const calm = { ...dataset, outcome: { ...dataset.outcome, values: new Float64Array(40).fill(3) } };
  expect(fit(calm)).toMatchObject({ status: 'refused', detail: 'the outcome never moves' });
  const doubled = { ...dataset, controls: [dataset.controls[0]!, { ...dataset.controls[0]!, name: 'again' }] };
  expect(fit(doubled)).toMatchObject({ reason: 'rank-deficient', detail: 'a combination of other columns: again' });
  const message = (over: object) => effectShareRidge.settingsSchema.safeParse(over).error?.issues[0]?.message;
  expect(message({ models: 1 })).toBe('one model has no spread; state { bootstrap: 200 }');
  expect(message({ models: 50, candidates: 40 })).toBe('50 are more than the 40 candidates');
  expect(message({ search: { slope: [2, 1] } })).toBe('the first is at most the second');
  expect(message({ share_weight: 2 })).toBeDefined();
});
