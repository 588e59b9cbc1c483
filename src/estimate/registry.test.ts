import { expect, test } from 'vitest';
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
  'bayesian-mmm': { sampler: { chains: 2, warmup: 100, draws: 100 } },
};
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
