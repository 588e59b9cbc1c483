import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adstockWeightGradients, adstockWeights, applyAdstock } from './adstock.ts';

const weights = (curve: string, parameters: number[], maxLag: number, normalize = false) =>
  Array.from(adstockWeights({ curve, parameters, maxLag, normalize }));
const near = (received: ArrayLike<number>, expected: readonly number[]) => {
  expect(received).toHaveLength(expected.length);
  for (const [i, value] of expected.entries()) expect(received[i]).toBeCloseTo(value, 12);
};

test('geometric weights in closed form', () => {
  near(weights('geometric', [0.5], 3, true), [4 / 7, 2 / 7, 1 / 7]);
  expect(weights('geometric', [0.5], 4)).toEqual([1, 0.5, 0.25, 0.125]);
  expect(weights('geometric', [0], 3, true)).toEqual([1, 0, 0]);
});

test('delayed weights: α at one period from the peak, α⁴ at two, α^¼ at half of one', () => {
  near(weights('delayed', [0.5, 2], 5), [1 / 16, 1 / 2, 1, 1 / 2, 1 / 16]);
  near(weights('delayed', [1 / 16, 0.5], 2), [1 / 2, 1 / 2]);
});

test('binomial weights: straight at α = 1/2, squared at 1/3, square root at 2/3', () => {
  near(weights('binomial', [1 / 2], 4), [1, 3 / 4, 1 / 2, 1 / 4]);
  near(weights('binomial', [1 / 3], 4), [1, 9 / 16, 1 / 4, 1 / 16]);
  near(weights('binomial', [2 / 3], 4), [1, Math.sqrt(3) / 2, Math.SQRT1_2, 1 / 2]);
});

test('Weibull CDF weights with shape 1: the share kept is e^(−j/scale), so the weights are e^(−l(l + 1)/(2·scale))', () => {
  const scale = 1 / Math.LN2; // then e^(−1/scale) = 1/2
  near(weights('weibull_cdf', [1, scale], 4), [1, 1 / 2, 1 / 8, 1 / 64]);
});

test('Weibull PDF weights with shape 1: 2^−t scaled from 0 to 1', () => {
  const scale = 1 / Math.LN2; // the density at t is in proportion to 2^−t
  near(weights('weibull_pdf', [1, scale], 3), [1, 1 / 3, 0]);
});

test('Weibull PDF weights, shape 2 and scale 2: density (t/2)·e^(−t²/4) at 1, 2, 3', () => {
  // Rayleigh law with σ = √2: f(1) = .389400391535702, f(2) = .367879441171442, f(3) = .158098836842865
  const [f1, f2, f3] = [0.389400391535702, 0.367879441171442, 0.158098836842865];
  near(weights('weibull_pdf', [2, 2], 3), [1, (f2 - f3) / (f1 - f3), 0]);
});

test('Weibull PDF weights are all at lag 0 where the density is constant: one lag, or a scale beyond float64', () => {
  expect(weights('weibull_pdf', [2, 2], 1, true)).toEqual([1]);
  expect(weights('weibull_pdf', [1, 1e300], 3, true)).toEqual([1, 0, 0]);
  const spec = { curve: 'weibull_pdf', parameters: [1, 1e300], maxLag: 3, normalize: true };
  for (const gradient of adstockWeightGradients(spec)) expect(Array.from(gradient)).toEqual([0, 0, 0]);
});

test('the gradient of normalized weights adds up to 0', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.1, max: 0.9, noNaN: true }),
      fc.double({ min: 0, max: 5, noNaN: true }),
      (alpha, theta) => {
        const spec = { curve: 'delayed', parameters: [alpha, theta], maxLag: 9, normalize: true };
        for (const gradient of adstockWeightGradients(spec))
          expect(gradient.reduce((total, value) => total + value, 0)).toBeCloseTo(0, 12);
      },
    ),
  );
});

const series = (length: number) =>
  fc
    .array(fc.double({ min: 0, max: 1000, noNaN: true }), { minLength: length, maxLength: length })
    .map((values) => Float64Array.from(values));

test('history stands before the series: same bits as the end of one long convolution', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 12 }),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 15 }),
      series(40),
      (before, lags, length, x) => {
        const kernel = x.slice(30, 30 + lags);
        const long = applyAdstock(x.slice(0, before + length), kernel);
        const split = applyAdstock(x.slice(before, before + length), kernel, undefined, x.slice(0, before));
        expect(split).toEqual(long.slice(before));
      },
    ),
  );
});

test('in place and into an array: the same bits; nothing else is written', () => {
  const spec = { curve: 'geometric', parameters: [0.7], maxLag: 5, normalize: true };
  fc.assert(
    fc.property(series(23), (x) => {
      const before = x.slice();
      const fresh = applyAdstock(x, spec);
      expect(x).toEqual(before);
      const out = new Float64Array(23);
      expect(applyAdstock(x, spec, out)).toBe(out);
      expect(out).toEqual(fresh);
      expect(applyAdstock(x, spec, x)).toEqual(fresh);
    }),
  );
});

test('spend that stopped maxLag periods ago leaves exactly 0', () => {
  const out = applyAdstock(Float64Array.from([3.3, 1.7, 9.1, 0, 0, 0, 0]), {
    curve: 'geometric',
    parameters: [0.6],
    maxLag: 3,
    normalize: true,
  });
  expect(Array.from(out.slice(5))).toEqual([0, 0]);
});

test('a curve that is not registered is a fault of ours, by name', () => {
  expect(() => weights('geomteric', [0.5], 3)).toThrow('no adstock "geomteric"');
});
