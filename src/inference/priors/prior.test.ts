import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from '../../core/errors.ts';
import type { PriorSpec } from '../../core/prior.ts';
import { openStream } from '../../core/random/stream.ts';
import { transformOnto } from '../transforms/transform.ts';
import { makePrior } from './prior.ts';
import { priorFamilies } from './registry.ts';

/** A member of every family, and its log density at x = 0.7: the textbook formulas in Python's math module (lgamma, erfc). */
const members: readonly [PriorSpec, number][] = [
  [['normal', 0, 2], -1.67333571376],
  [['half-normal', 2], -0.9801885332],
  [['lognormal', 0.2, 0.5], -0.48889039512],
  [['gamma', 3, 1], -2.10649706844],
  [['inverse-gamma', 3, 1.5], -0.19290922334],
  [['beta', 1, 3], -1.30933331998],
  [['uniform', -1, 2], -1.09861228867],
  [['laplace', 0.1, 0.8], -1.22000362925],
  [['exponential', 1.5], -0.64453489189],
  [['student-t', 4, 0.3, 0.6], -0.73340491839],
  [['truncated-normal', 1, 0.5, 0, 2], -0.35922344035],
];

test('every family has a member in this test', () => {
  expect(new Set(members.map(([[id]]) => id))).toEqual(new Set(Object.keys(priorFamilies)));
});

test.each(members)('%j: log density at 0.7', (spec, expected) => {
  expect(makePrior(spec).logDensity(0.7)).toBeCloseTo(expected, 9);
});

test.each(members)('%j: derivative equals finite differences', (spec) => {
  const prior = makePrior(spec);
  const transform = transformOnto(prior.support);
  fc.assert(
    fc.property(fc.double({ min: -3, max: 3, noNaN: true }), (u) => {
      const x = transform.constrain(u);
      const h = 1e-6 * Math.min(1, Math.abs(transform.slope(u, x)));
      if (spec[0] === 'laplace' && Math.abs(x - (spec[1] as number)) < 2 * h) return;
      const slope = (prior.logDensity(x + h) - prior.logDensity(x - h)) / (2 * h);
      expect(prior.derivative(x)).toBeCloseTo(slope, 3 - Math.floor(Math.log10(1 + Math.abs(slope))));
    }),
  );
});

/** ∫ g(x)·density(x) dx on the unconstrained line, trapezoid: exact to machine precision for analytic integrands. */
function integral(spec: PriorSpec, g: (x: number) => number): number {
  const prior = makePrior(spec);
  const transform = transformOnto(prior.support);
  const h = 1 / 64;
  let sum = 0;
  for (let k = -60 / h; k <= 60 / h; k++) {
    const x = transform.constrain(k * h);
    if (x <= prior.support[0] || x >= prior.support[1]) continue;
    const density = Math.exp(prior.logDensity(x) + transform.logJacobian(k * h, x));
    if (density > 0) sum += g(x) * density * h;
  }
  return sum;
}

test.each(members)('%j: the density has mass 1 and its draws have its moments', (spec) => {
  // the Laplace density has a corner and t₄ thin but long tails: the rule is a little less exact there
  expect(integral(spec, () => 1)).toBeCloseTo(1, spec[0] === 'laplace' || spec[0] === 'student-t' ? 3 : 8);
  const prior = makePrior(spec);
  const stream = openStream(['prior.test', ...spec]);
  // bounded functions of x, so that every family has the moments: E and sd of arctan-like squash
  const squash = (x: number) => x / (1 + Math.abs(x));
  const mean = integral(spec, squash);
  const sd = Math.sqrt(integral(spec, (x) => squash(x) ** 2) - mean ** 2);
  const n = 20_000;
  let sum = 0;
  let outside = 0;
  for (let i = 0; i < n; i++) {
    const x = prior.draw(stream);
    outside += x > prior.support[0] && x < prior.support[1] ? 0 : 1;
    sum += squash(x);
  }
  expect(outside).toBe(0);
  // fixed stream: |z| < 4.5 is a property of this seed, and would be of all but one in 150,000
  expect(Math.abs(sum / n - mean) / (sd / Math.sqrt(n))).toBeLessThan(4.5);
});

test('an impossible prior is one clear line', () => {
  const line = (spec: PriorSpec) => {
    try {
      makePrior(spec, 'priors.alpha');
      return 'accepted';
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
      return (error as InputError).message;
    }
  };
  expect(line(['nromal', 0, 1])).toMatch(/^priors\.alpha: unknown prior family "nromal".*did you mean "normal"\?$/);
  expect(line(['normal', 0])).toBe('priors.alpha: normal takes 2 numbers (mean, sd), got 1');
  expect(line(['normal', 0, -1])).toBe('priors.alpha: sd of normal must be a positive number, got -1');
  expect(line(['gamma', Number.NaN, 1])).toMatch(/shape of gamma must be a positive number, got NaN/);
  expect(line(['uniform', 2, 1])).toMatch(/lower 2 is not below upper 1/);
  expect(line(['truncated-normal', 0, 0.001, 5, 6])).toMatch(/no mass/);
});
