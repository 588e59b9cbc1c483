import { expect, test } from 'vitest';
import { mean, median } from '../core/stats.ts';
import { estimandKey } from '../dataset/estimand.ts';
import type { Estimate, Estimator } from './contract.ts';
import { checkEstimate } from './contractCheck.ts';
import { estimators } from './registry.ts';
import { testDataset, testRequest } from './testData.ts';

// The contract, for everything in the registry with its default settings: a new estimator is tested by its line there.
const all: readonly (readonly [string, Estimator])[] = Object.entries(estimators);
const { dataset } = testDataset({ tv: 2, radio: 3 }, { noise: 0.5 });
const request = testRequest('tv', ['roas.total', 'contribution', 'roas.mediated'], [0, 39], 3);
const truths = Object.fromEntries(request.estimands.map((estimand) => [`tv|${estimandKey(estimand)}`, 1.5]));
// settings that have no default, and a short run in place of a long one
const needed: Readonly<Record<string, object>> = {
  'two-stage-mediation': { mediator: 'radio' },
  'front-door': { channel: 'tv', mediator: 'price' },
  'two-stage-least-squares': { instruments: { tv: ['price'] } },
  'campaign-hierarchy': { parents: { media: ['tv', 'radio'] }, sampler: { chains: 2, warmup: 100, draws: 100 } },
  'time-varying': { sampler: { chains: 2, warmup: 100, draws: 100 } },
  'bayesian-mmm': { sampler: { chains: 2, warmup: 100, draws: 100 } },
  'random-forest': { trees: 40, intervals: { bootstrap: 20 } },
  'gradient-boosting': { trees: 40, intervals: { bootstrap: 20 } },
};
// sampled by the engine of bayesian-mmm
const meanCurves = ['bayesian-mmm', 'time-varying'];
const settingsOf = (estimator: Estimator) =>
  estimator.settingsSchema.parse(estimator.needsTruth === true ? { effects: truths } : (needed[estimator.id] ?? {}));

test.each(all)('%s: is registered under its id and says what it is', (id, estimator) => {
  expect(estimator.id).toBe(id);
  expect(estimator.about.length).toBeGreaterThan(20);
});

test.each(all)(
  '%s: answers by the contract, twice the same bits, and leaves its input alone',
  async (_id, estimator) => {
    const settings = settingsOf(estimator);
    const before = JSON.stringify(dataset);
    const first = checkEstimate(await estimator.fit(dataset, settings, request), request, 40) as Estimate;
    expect(['ok', 'nonconverged', 'refused']).toContain(first.status);
    expect(await estimator.fit(dataset, settings, request)).toEqual(first);
    expect(JSON.stringify(dataset)).toBe(before);
  },
);

test.each(all)('%s: conditions on names the data have', (_id, estimator) => {
  const { variables, models } = estimator.conditionsOn(settingsOf(estimator), dataset);
  for (const name of [...variables, ...models]) expect(['tv', 'radio', 'price']).toContain(name);
});

test.each(all)('%s: settings are strict and stand a second reading', (_id, estimator) => {
  expect(estimator.settingsSchema.safeParse({ no_such_setting: 1 }).success).toBe(false);
  const once = settingsOf(estimator);
  expect(estimator.settingsSchema.parse(once)).toEqual(once);
});

test.each(all)('%s: its curve at the spend that was is the contribution that it reports', async (_id, estimator) => {
  const curves = { window: [5, 34], tails: { tv: 3, radio: 3 }, scales: [0, 0.5, 1, 2], draws: 1000 } as const;
  const asked = { ...testRequest('tv', ['contribution'], curves.window, 3), curves };
  const settings = estimator.needsTruth === true ? { effects: {} } : (needed[estimator.id] ?? {});
  const answer = await estimator.fit(dataset, estimator.settingsSchema.parse(settings), asked);
  const estimate = checkEstimate(answer, asked, 40, ['tv', 'radio']) as Estimate;
  if (!('effects' in estimate)) return;
  const [effect] = estimate.effects;
  if (effect == null) {
    // an oracle is told effects, not a model: it has no curves
    expect(estimate.curves).toBeUndefined();
    return;
  }
  const curve = estimate.curves!.find(({ channel }) => channel === 'tv')!;
  expect(Math.abs(curve.contribution[0]!)).toBe(0);
  const draws = curve.draws?.map((draw) => draw[2]!) ?? [];
  // a posterior is reported by its median, and split by its mean: of the contribution's own draws
  const [reported, factual] = meanCurves.includes(estimator.id)
    ? [median(draws), mean(draws)]
    : [curve.contribution[2]!, effect.point];
  for (const [ours, its] of [
    [reported, effect.point],
    [curve.contribution[2]!, factual],
  ] as const) {
    expect(Math.abs(ours - its)).toBeLessThanOrEqual(1e-9 * Math.abs(its));
  }
  for (const draw of curve.draws ?? []) expect(Math.abs(draw[0]!)).toBe(0);
  if (effect.draws !== undefined) expect(curve.draws?.length).toBeGreaterThan(1);
  // nothing else about the fit depends on whether they were asked for
  const { curves: _, ...without } = asked;
  const { curves: answered, ...rest } = estimate;
  expect(answered!.length).toBeGreaterThan(0);
  expect(rest).toEqual(await estimator.fit(dataset, estimator.settingsSchema.parse(settings), without));
});
