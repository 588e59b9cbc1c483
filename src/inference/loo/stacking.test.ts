import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openStream } from '../../core/random/stream.ts';
import { pseudoBmaPlusWeights, pseudoBmaWeights } from './pseudoBma.ts';
import { stackingWeights } from './stacking.ts';

/** Twelve observations of four models, by a rule that R can follow. */
const rule = (f: (i: number) => number) => Float64Array.from({ length: 12 }, (_, i) => f(i + 1));
const four = [
  rule((i) => -0.4 - (3 * ((i * 7) % 5)) / 5),
  rule((i) => -0.5 - (3 * ((i * 5) % 7)) / 7),
  rule((i) => -0.6 - (3 * ((i * 3) % 4)) / 4),
  rule((i) => -0.9 - (2 * ((i * 5) % 11)) / 11),
];

const near = (received: Float64Array, expected: readonly number[], within: number) => {
  expect(received.length).toBe(expected.length);
  received.forEach((value, k) => {
    expect(Math.abs(value - expected[k]!), `${k}: ${value}`).toBeLessThan(within);
  });
};

test('stacking: the weights of R loo 2.5.1 to its own tolerance, and of SLSQP (scipy 1.17.1) more closely', () => {
  const { weights, elpd } = stackingWeights(four);
  near(weights, [0.4581186130724562, 0.0906404904457411, 0.4261872212371269, 0.0250536752446757], 5e-5);
  near(weights, [0.45814064, 0.09062497, 0.42617905, 0.02505533], 2e-5);
  expect(elpd).toBeCloseTo(-18.13469950441088, 9);
  const two = stackingWeights([four[0]!, four[2]!]);
  near(two.weights, [0.51151445, 0.48848555], 1e-5);
  expect(two.elpd).toBeCloseTo(-18.195038409776142, 9);
});

test('pseudo-BMA: the weights of R loo 2.5.1, without and with two million resamples of the Bayesian bootstrap', () => {
  near(pseudoBmaWeights(four), [0.4818650560675684, 0.0310254230051799, 0.3569744134446707, 0.1301351074825811], 1e-14);
  // sd of a weight over resamples is at most .5: five of its Monte Carlo errors at 20,000
  const plus = pseudoBmaPlusWeights(four, openStream(['pseudo-BMA']), 20_000);
  near(
    plus,
    [0.386313396054544, 0.105155714266535, 0.35862567718617, 0.149905212492751],
    (5 * 0.5) / Math.sqrt(20_000),
  );
});

const observations = 15;
const density = fc.double({ min: -12, max: 3, noNaN: true });
const models = fc.array(fc.array(density, { minLength: observations, maxLength: observations }), {
  minLength: 1,
  maxLength: 6,
});

test('Karush–Kuhn–Tucker: on the simplex, slope N where a weight is positive and no more where it is 0; the gap says so', () => {
  fc.assert(
    fc.property(models, (rows) => {
      const pointwise = rows.map((row) => Float64Array.from(row));
      const { weights, elpd, gap } = stackingWeights(pointwise);
      expect(gap).toBeLessThanOrEqual(1e-7);
      expect(weights.every((weight) => weight >= 0)).toBe(true);
      expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
      const mixed = Array.from({ length: observations }, (_, i) => {
        const largest = Math.max(...pointwise.map((model) => model[i]!));
        const total = pointwise.reduce((sum, model, k) => sum + weights[k]! * Math.exp(model[i]! - largest), 0);
        return Math.log(total) + largest;
      });
      expect(elpd).toBeCloseTo(
        mixed.reduce((a, b) => a + b, 0),
        8,
      );
      pointwise.forEach((model) => {
        const slope = model.reduce((sum, value, i) => sum + Math.exp(value - mixed[i]!), 0);
        expect(slope).toBeLessThanOrEqual(observations + 1e-6);
        // never worse than the best of the models
        expect(elpd).toBeGreaterThanOrEqual(model.reduce((a, b) => a + b, 0) - 1e-6);
      });
      const mean = pointwise.reduce(
        (sum, model, k) => sum + weights[k]! * model.reduce((s, value, i) => s + Math.exp(value - mixed[i]!), 0),
        0,
      );
      expect(mean).toBeCloseTo(observations, 6);
    }),
  );
});

test('an offset of an observation that all models share changes no weights of any kind', () => {
  fc.assert(
    fc.property(models, fc.array(density, { minLength: observations, maxLength: observations }), (rows, offset) => {
      const plain = rows.map((row) => Float64Array.from(row));
      const moved = plain.map((row) => row.map((value, i) => value + offset[i]!));
      const total = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
      expect(stackingWeights(moved).elpd).toBeCloseTo(stackingWeights(plain).elpd + total(offset), 6);
      near(pseudoBmaWeights(moved), [...pseudoBmaWeights(plain)], 1e-9);
      const [a, b] = [moved, plain].map((each) => pseudoBmaPlusWeights(each, openStream(['offset']), 20));
      near(a!, [...b!], 1e-9);
    }),
    { numRuns: 40 },
  );
});

test('one model has all the weight; the same model twice has what it has once; what is no density is refused', () => {
  expect([...stackingWeights([four[0]!]).weights]).toEqual([1]);
  const twice = stackingWeights([four[0]!, four[1]!, four[0]!]);
  const once = stackingWeights(four.slice(0, 2));
  expect(twice.elpd).toBeCloseTo(once.elpd, 7);
  expect(twice.weights[0]! + twice.weights[2]!).toBeCloseTo(once.weights[0]!, 5);
  expect(() => stackingWeights([])).toThrow('no model');
  expect(() => stackingWeights([four[0]!, four[1]!.slice(1)])).toThrow('model 1 has 11 observations');
  expect(() => pseudoBmaWeights([Float64Array.of(0, -Infinity)])).toThrow('observation 1 by model 0 is -Infinity');
});
