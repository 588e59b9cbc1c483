import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildDataset } from '../../dataset/build.ts';
import { sliceDataset } from '../../dataset/slice.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { Estimate } from '../contract.ts';
import { logLinear } from '../logLinear/logLinear.ts';
import { ols } from '../ols/ols.ts';
import { testCurves, testDataset, testRequest } from '../testData.ts';
import { businessReadings } from './businessReadings.ts';
import { fitReadings } from './fitReadings.ts';
import { instability, rollingWindows } from './instability.ts';

const window = [0, 39] as const;
const settings = ols.settingsSchema.parse({ media: { given: { tv: testCurves } } });
const request = testRequest('tv', ['roas.total'], window, 3);
const okFit = (estimate: Estimate) => {
  if (estimate.status !== 'ok') throw new Error(JSON.stringify(estimate));
  return estimate;
};

test('readings of a fit by hand', () => {
  // residuals 1, −1, 0; mean 4; Σe² 2; Σ(y − ȳ)² 8; Durbin–Watson (4 + 1)/2
  expect(fitReadings(Float64Array.of(2, 4, 6), Float64Array.of(1, 5, 6), 3)).toEqual({
    'reading.r2': expect.closeTo(0.75, 12),
    'reading.mape': expect.closeTo((0.5 + 0.25) / 3, 12),
    'reading.mae': expect.closeTo(2 / 3, 12),
    'reading.rmse': expect.closeTo(Math.sqrt(2 / 3), 12),
    'reading.durbin_watson': expect.closeTo(2.5, 12),
  });
  // a constant has no R², a zero no MAPE
  expect(Object.keys(fitReadings(Float64Array.of(0, 0), Float64Array.of(1, 2), 2))).toEqual([
    'reading.mae',
    'reading.rmse',
    'reading.durbin_watson',
  ]);
});

test('R² and Durbin–Watson are those that least squares reports of itself', () => {
  const { dataset } = testDataset({ tv: 5 }, { noise: 2 });
  const fit = okFit(ols.fit(dataset, settings, request) as Estimate);
  const read = fitReadings(dataset.outcome.values, fit.fitted, 40);
  expect(read['reading.r2']).toBeCloseTo(fit.diagnostics.r2!, 12);
  expect(read['reading.durbin_watson']).toBeCloseTo(fit.diagnostics.durbin_watson!, 12);
});

test('elasticity and lift of what the model has, by hand; nothing of what it has not', () => {
  const { dataset } = testDataset({ tv: 5 });
  const fit = okFit(ols.fit(dataset, settings, request) as Estimate);
  const [price, promo, none] = businessReadings(dataset, fit, { price: ['price'], promotion: ['price', 'weather'] });
  const z = dataset.controls[0]!.values;
  const average = (x: Float64Array) => x.reduce((a, b) => a + b, 0) / x.length;
  // the control's true effect is 1, and there is no noise
  expect(price).toEqual({
    name: 'price_elasticity[price]',
    value: expect.closeTo(average(z) / average(dataset.outcome.values), 9),
  });
  const sum = z.reduce((a, b) => a + b, 0);
  const sales = dataset.outcome.values.reduce((a, b) => a + b, 0);
  expect(promo).toEqual({ name: 'promotion_lift[price]', value: expect.closeTo(sum / (sales - sum), 9) });
  expect(none).toMatchObject({ value: null, why: expect.stringContaining('no effect of weather') });
  expect(
    businessReadings(dataset, { ...fit, diagnostics: { log_outcome: 1 } }, { price: ['price'] })[0]!.value,
  ).toBeNull();
});

test('the mediated share of a total, where both are of one question', () => {
  const { dataset } = testDataset({ tv: 5 });
  const fit = okFit(ols.fit(dataset, settings, request) as Estimate);
  const answer = (kind: 'roas.total' | 'roas.mediated', point: number, tail: number) => ({
    ...fit.effects[0]!,
    estimand: { ...fit.effects[0]!.estimand, kind, tail },
    point,
  });
  const ratios = (...effects: ReturnType<typeof answer>[]) => businessReadings(dataset, { ...fit, effects }, {});
  expect(ratios(answer('roas.total', 4, 3), answer('roas.mediated', 1, 3))).toEqual([
    { name: 'mediation_ratio[tv]', value: 0.25 },
  ]);
  expect(ratios(answer('roas.total', 4, 0), answer('roas.mediated', 1, 3))).toEqual([]);
  expect(ratios(answer('roas.total', 0, 3), answer('roas.mediated', 1, 3))[0]!.value).toBeNull();
});

test('windows cover the data from first to last, half of them each', () => {
  fc.assert(
    fc.property(fc.integer({ min: 40, max: 500 }), (periods) => {
      const { starts, length } = rollingWindows(periods);
      expect(length).toBe(Math.floor(periods / 2));
      expect(starts[0]).toBe(0);
      expect(starts.at(-1)! + length).toBe(periods);
      expect([...starts].sort((a, b) => a - b)).toEqual(starts);
    }),
  );
  expect(rollingWindows(39).starts).toEqual([]);
});

test('without noise every window says the same; with an effect that halves midway they do not', async () => {
  const refit: Parameters<typeof instability>[2] = (part, of) => ols.fit(part, settings, of);
  const { dataset } = testDataset({ tv: 5 }, { periods: 80 });
  const still = await instability(dataset, { ...request, estimands: [] }, refit);
  // true ROAS on a saturating curve moves with the spend of a window: a little
  expect(still['reading.instability']!).toBeLessThan(0.05);
  const half = testDataset({ tv: 2.5 }, { periods: 80 }).dataset.outcome.values;
  const values = dataset.outcome.values.map((y, t) => (t < 40 ? y : half[t]!));
  const broken = { ...dataset, outcome: { ...dataset.outcome, values } };
  expect((await instability(broken, { ...request, estimands: [] }, refit))['reading.instability']!).toBeGreaterThan(
    0.2,
  );
  expect(await instability(sliceDataset(dataset, 0, 30), request, refit)).toEqual({});
  expect(await instability(dataset, request, () => ({ status: 'error', detail: 'no' }))).toEqual({});
});

test('readings of regions count heads, and a model of the logarithm has none', () => {
  const { dataset: made } = testDataset({ tv: 5 }, { noise: 2 });
  // above 0, so that it has a logarithm
  const dataset: Dataset = { ...made, outcome: { ...made.outcome, values: made.outcome.values.map((y) => y + 100) } };
  const { digest: _, ...parts } = dataset;
  const million = buildDataset({
    ...parts,
    population: dataset.population.map(() => 1e6),
    channels: dataset.channels.map(({ name, spend: { history, window, future } }) => {
      const total = (x: Float64Array) => x.map((value) => 1e6 * value);
      return { name, spend: { history: total(history), window: total(window), future: total(future) } };
    }),
    outcome: { ...dataset.outcome, values: dataset.outcome.values.map((y) => 1e6 * y) },
  });
  const read = (data: Dataset, estimator: typeof ols | typeof logLinear) => {
    const fit = okFit(estimator.fit(data, estimator.settingsSchema.parse({}) as never, request) as Estimate);
    return businessReadings(data, fit, { price: ['price'], promotion: ['price'] }).map(({ value }) => value);
  };
  const [one, two] = [read(dataset, ols), read(million, ols)];
  two.forEach((value, i) => {
    expect(value).toBeCloseTo(one[i]!, 9);
  });
  expect(read(dataset, logLinear)).toEqual([null, null]);
});
