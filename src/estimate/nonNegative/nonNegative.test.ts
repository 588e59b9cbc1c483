import { expect, test } from 'vitest';
import { openStream } from '../../core/random/stream.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { Estimate } from '../contract.ts';
import { checkEstimate } from '../contractCheck.ts';
import { ols } from '../ols/ols.ts';
import { testCurves, testDataset, testRequest } from '../testData.ts';
import { nonNegative } from './nonNegative.ts';

const given = { given: { tv: testCurves, radio: testCurves } };
const request = {
  ...testRequest('tv', ['roas.total', 'contribution', 'roas.net'], [4, 30], 3),
  curves: { window: [4, 30] as const, tails: { tv: 3, radio: 3 }, scales: [0, 1], draws: 5 },
};

function okFit(dataset: Dataset, over: object = {}, estimator: typeof nonNegative | typeof ols = nonNegative) {
  const settings = estimator.settingsSchema.parse({ media: given, ...over }) as never;
  const estimate = checkEstimate(estimator.fit(dataset, settings, request), request, dataset.outcome.values.length);
  if (estimate.status !== 'ok') throw new Error(JSON.stringify(estimate));
  return estimate as Extract<Estimate, { status: 'ok' }>;
}

test('where no sign binds it is least squares, its intervals too', () => {
  const { dataset } = testDataset({ tv: 20, radio: 20 }, { geos: 2, noise: 1 });
  for (const intervals of ['classical', 'hc3', 'newey-west']) {
    const [signed, plain] = [okFit(dataset, { intervals }), okFit(dataset, { intervals }, ols)];
    expect(signed.diagnostics).toMatchObject({ n_bound: 0, n_bound_channels: 0 });
    plain.effects.forEach((effect, e) => {
      if (effect === null) {
        expect(signed.effects[e]).toBeNull();
        return;
      }
      expect(signed.effects[e]!.point).toBeCloseTo(effect.point, 8);
      expect(signed.effects[e]!.se).toBeCloseTo(effect.se!, 8);
      expect(signed.effects[e]!.intervals[1]!.upper).toBeCloseTo(effect.intervals[1]!.upper, 8);
    });
    expect(signed.curves![0]!.contribution[1]).toBeCloseTo(plain.curves![0]!.contribution[1]!, 7);
  }
});

test('a channel that does harm is 0, cut intervals end at 0, and replicates are never below', () => {
  const { dataset } = testDataset({ tv: -3, radio: 20 }, { noise: 1 });
  const { effects, parameters, diagnostics, curves } = okFit(dataset);
  const plain = okFit(dataset, {}, ols);
  expect(plain.effects[0]!.point).toBeLessThan(0);
  expect(effects[0]!.point).toBe(0);
  expect(diagnostics).toMatchObject({ n_bound: 1, n_bound_channels: 1 });
  expect(diagnostics.r2).toBeLessThan(plain.diagnostics.r2!);
  expect(Math.abs(curves![0]!.contribution[1]!)).toBe(0);
  effects[0]!.intervals.forEach(({ lower, upper }, l) => {
    expect(lower).toBeCloseTo(0, 12);
    expect(upper).toBeCloseTo(Math.max(0, plain.effects[0]!.intervals[l]!.upper), 10);
  });
  // the control has no sign: its least squares with radio alone
  const alone = okFit(dataset, { channels: ['radio'], media: { given: { radio: testCurves } } }, ols);
  const priceOf = (fit: typeof plain) => fit.parameters.find(({ name }) => name === 'price')!.value;
  expect(priceOf({ ...plain, parameters })).toBeCloseTo(priceOf(alone), 9);
  const drawn = okFit(dataset, { intervals: { bootstrap: 50 } });
  expect(drawn.effects[0]!.draws!.every((draw) => draw >= 0)).toBe(true);
  expect(drawn.effects[0]!.point).toBe(0);
  expect(drawn.diagnostics).toMatchObject({ bootstrap_replicates: 50 });
});

test('signs may be turned round or let go, column by column', () => {
  const { dataset } = testDataset({ tv: -3, radio: 20 }, { noise: 1 });
  const plain = okFit(dataset, {}, ols);
  for (const sign of ['free', 'non-positive']) {
    const { effects } = okFit(dataset, { signs: { tv: sign } });
    expect(effects[0]!.point).toBeCloseTo(plain.effects[0]!.point, 9);
    const { lower, upper } = plain.effects[0]!.intervals[1]!;
    expect(effects[0]!.intervals[1]!.lower).toBeCloseTo(lower, 9);
    expect(effects[0]!.intervals[1]!.upper).toBeCloseTo(sign === 'free' ? upper : Math.min(0, upper), 9);
  }
  const bound = okFit(dataset, { signs: { price: 'non-positive' } });
  expect(bound.parameters.find(({ name }) => name === 'price')!.value).toBe(0);
  expect(bound.diagnostics).toMatchObject({ n_bound: 2, n_bound_channels: 1 });
});

test('bootstrap replicates are fits of the resampled data: with blocks of the whole series, errors are 0', () => {
  const { dataset } = testDataset({ tv: 1, radio: 2 }, { noise: 2 });
  const { effects } = okFit(dataset, { intervals: { bootstrap: 20, block: 40 } });
  // one block only, centered by itself: every sample is the fit
  for (const draw of effects[0]!.draws!) expect(draw).toBeCloseTo(effects[0]!.point, 10);
});

test('held-out accuracy is that of signed refits', () => {
  const { dataset } = testDataset({ tv: 0, radio: 20 }, { noise: 1 });
  const stream = (role: string) => openStream(['nonNegative.test', role]);
  const settings = nonNegative.settingsSchema.parse({ media: given, heldout: { splits: 5 } });
  const estimate = nonNegative.fit(dataset, settings, { ...request, stream }) as Extract<Estimate, { status: 'ok' }>;
  expect(estimate.diagnostics.heldout_r2).toBeGreaterThan(0.5);
});

test('names of signs are checked, dependent columns refused', () => {
  const { dataset } = testDataset({ tv: 1, radio: 2 });
  const settings = (over: object) => nonNegative.settingsSchema.parse({ media: given, ...over });
  expect(() => nonNegative.fit(dataset, settings({ signs: { radoi: 'free' } }), request)).toThrow(
    'did you mean "radio"',
  );
  expect(nonNegative.settingsSchema.safeParse({ signs: { tv: 'positive' } }).success).toBe(false);
  const twice = { ...dataset, controls: [...dataset.controls, { ...dataset.controls[0]!, name: 'again' }] };
  expect(nonNegative.fit(twice, settings({}), request)).toMatchObject({ status: 'refused', reason: 'rank-deficient' });
});
