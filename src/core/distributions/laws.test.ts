import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  betaCdf,
  betaQuantile,
  binomialCdf,
  binomialPmf,
  binomialQuantile,
  chiSquaredCdf,
  fCdf,
  gammaCdf,
  normalCdf,
  normalQuantile,
  studentTCdf,
  studentTQuantile,
} from '../distributions.ts';

const share = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });
const shape = fc.double({ min: 0.2, max: 500, noNaN: true });
const shapeFromOne = fc.double({ min: 1, max: 500, noNaN: true });
/** p and 1 − p without rounding */
const dyadic = fc.integer({ min: 1, max: 4095 }).map((i) => i / 4096);
const near = (a: number, b: number, relative = 1e-11) =>
  expect(Math.abs(a - b)).toBeLessThanOrEqual(relative * Math.abs(b));

test('a distribution function undoes its quantile', () => {
  fc.assert(
    // below shape 1 the density is infinite at the ends, and the rounding of x moves the probability
    fc.property(share, shapeFromOne, shapeFromOne, (p, a, b) => {
      near(normalCdf(normalQuantile(p)), p);
      near(studentTCdf(studentTQuantile(p, a), a), p);
      near(betaCdf(betaQuantile(p, a, b), a, b), p, 1e-9);
    }),
  );
});

test('the binomial quantile is the least count that reaches the probability', () => {
  fc.assert(
    fc.property(share, fc.integer({ min: 1, max: 300 }), share, (probability, n, p) => {
      const k = binomialQuantile(probability, n, p);
      expect(binomialCdf(k, n, p)).toBeGreaterThanOrEqual(probability);
      if (k > 0) expect(binomialCdf(k - 1, n, p)).toBeLessThan(probability);
    }),
  );
});

test('binomial probabilities sum to their distribution function', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, p) => {
      let total = 0;
      for (let k = 0; k <= n; k++) {
        total += binomialPmf(k, n, p);
        expect(Math.abs(total - binomialCdf(k, n, p))).toBeLessThan(1e-12);
      }
    }),
  );
});

test('symmetries', () => {
  fc.assert(
    fc.property(dyadic, shape, shape, (p, a, b) => {
      expect(studentTQuantile(p, a)).toBe(-studentTQuantile(1 - p, a));
      expect(normalQuantile(p)).toBe(-normalQuantile(1 - p));
      expect(Math.abs(betaCdf(p, a, b) + betaCdf(1 - p, b, a) - 1)).toBeLessThan(1e-12);
      expect(Math.abs(studentTCdf(p, a) + studentTCdf(-p, a) - 1)).toBeLessThan(1e-15);
      expect(Math.abs(fCdf(4 * p, a, b) + fCdf(1 / (4 * p), b, a) - 1)).toBeLessThan(1e-11);
    }),
  );
});

test('closed forms', () => {
  fc.assert(
    fc.property(share, fc.double({ min: 0.05, max: 20, noNaN: true }), (p, x) => {
      // Cauchy, and t with two degrees of freedom
      near(studentTQuantile(p, 1), -Math.cos(Math.PI * p) / Math.sin(Math.PI * p), 1e-6 + 1e-15 / Math.abs(p - 0.5));
      near(studentTQuantile(p, 2), (2 * p - 1) / Math.sqrt(2 * p * (1 - p)), 1e-9);
      near(betaQuantile(p, x, 1), p ** (1 / x));
      near(gammaCdf(x, 1, 2), -Math.expm1(-2 * x));
      near(chiSquaredCdf(x, 2), -Math.expm1(-x / 2));
      near(chiSquaredCdf(x * x, 1), 1 - 2 * normalCdf(-x));
      near(fCdf(x, 2, 2), x / (1 + x));
      near(fCdf(x, 1, 7), 1 - 2 * studentTCdf(-Math.sqrt(x), 7));
    }),
  );
});

test('the ends', () => {
  const infinity = Number.POSITIVE_INFINITY;
  expect([normalQuantile(0), normalQuantile(0.5), normalQuantile(1)]).toEqual([-infinity, 0, infinity]);
  expect([studentTQuantile(0, 3), studentTQuantile(0.5, 3), studentTQuantile(1, 3)]).toEqual([-infinity, 0, infinity]);
  expect([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3)]).toEqual([0, 1]);
  expect([normalCdf(-infinity), normalCdf(infinity)]).toEqual([0, 1]);
  expect([studentTCdf(-1e200, 3), studentTCdf(-infinity, 3), studentTCdf(infinity, 3)]).toEqual([0, 0, 1]);
  expect([betaCdf(-1, 2, 3), betaCdf(2, 2, 3), gammaCdf(-1, 2, 3), fCdf(-1, 2, 3)]).toEqual([0, 1, 0, 0]);
  expect([gammaCdf(infinity, 2, 3), fCdf(infinity, 2, 3), chiSquaredCdf(infinity, 3)]).toEqual([1, 1, 1]);
  expect([binomialCdf(-1, 5, 0.2), binomialCdf(5, 5, 0.2), binomialQuantile(0, 5, 0.2)]).toEqual([0, 1, 0]);
});

test('NaN, and what is no parameter, is refused by name', () => {
  expect(() => normalQuantile(1.2)).toThrow('normalQuantile: p = 1.2, allowed is 0 ≤ p ≤ 1');
  expect(() => normalQuantile(Number.NaN)).toThrow('p = NaN');
  expect(() => studentTQuantile(0.5, 0)).toThrow('df = 0, allowed is a finite number above 0');
  expect(() => studentTCdf(Number.NaN, 3)).toThrow('t = NaN');
  expect(() => betaQuantile(-0.1, 1, 1)).toThrow('p = -0.1');
  expect(() => betaCdf(0.5, -1, 1)).toThrow('a = -1');
  expect(() => gammaCdf(1, 1, Number.POSITIVE_INFINITY)).toThrow('rate = Infinity');
  expect(() => chiSquaredCdf(1, Number.NaN)).toThrow('df = NaN');
  expect(() => fCdf(1, 0, 3)).toThrow('df1 = 0');
  expect(() => binomialPmf(1, 2.5, 0.5)).toThrow('n = 2.5');
  expect(() => binomialCdf(1, 2, 1.5)).toThrow('p = 1.5');
  expect(() => binomialQuantile(2, 2, 0.5)).toThrow('probability = 2');
});
