import { expect, test } from 'vitest';
import * as distributions from '../distributions.ts';
import reference from './reference.json' with { type: 'json' };

// values: mpmath 1.3.0 at 60 digits, rounded to the nearest double (reference.json)
const values: Readonly<Record<string, readonly (readonly number[])[]>> = reference.values;
const functions = distributions as unknown as Readonly<Record<string, (...x: number[]) => number>>;

/** Relative error allowed: the largest met over some thousand random arguments, rounded up. */
const allowed: Readonly<Record<string, number>> = {
  normalCdf: 3e-14, // z² roundings of z, at z = −12
  normalQuantile: 7e-16,
  studentTCdf: 2e-14,
  studentTQuantile: 1e-12,
  betaCdf: 1e-13,
  betaQuantile: 1e-13,
  gammaCdf: 2e-14,
  chiSquaredCdf: 2e-14,
  fCdf: 1e-13,
  binomialPmf: 1e-12,
  binomialCdf: 5e-13,
  binomialQuantile: 0,
};

test('every distribution function is in the reference', () => {
  expect(Object.keys(values).sort()).toEqual(Object.keys(distributions).sort());
  expect(Object.keys(allowed).sort()).toEqual(Object.keys(distributions).sort());
});

test.each(Object.keys(values))('%s agrees with mpmath', (name) => {
  for (const row of values[name]!) {
    const expected = row.at(-1)!;
    const error = Math.abs(functions[name]!(...row.slice(0, -1)) - expected);
    expect(error, `${name}(${row.slice(0, -1)})`).toBeLessThanOrEqual(allowed[name]! * Math.abs(expected));
  }
});

test('the digits every table prints', () => {
  // scipy 1.17: norm.ppf(.975), t.ppf(.975, 10), t.cdf(2, 5), chi2.cdf(norm.ppf(.975)², 1); 176 of the 1,024 ways of ten coins
  expect(distributions.normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14);
  expect(distributions.studentTQuantile(0.975, 10)).toBeCloseTo(2.228138851986274, 14);
  expect(distributions.studentTCdf(2, 5)).toBeCloseTo(0.9490302605850709, 14);
  expect(distributions.chiSquaredCdf(3.841458820694124, 1)).toBeCloseTo(0.95, 14);
  expect(distributions.binomialCdf(3, 10, 0.5)).toBeCloseTo(176 / 1024, 15);
});
