import fc from 'fast-check';
import { expect, test } from 'vitest';
import { studentTQuantile } from '../core/distributions.ts';
import { exactMcnemar } from '../score/paired/mcnemar.ts';
import { holm } from './holm.ts';
import { signFlipMaxT } from './signFlip.ts';
import { mcnemarScoreP, tangoStatistic } from './tango.ts';

const counts = fc.tuple(fc.nat(60), fc.nat(60), fc.nat(60)).filter(([b, c, rest]) => b + c + rest > 0);

/** The score statistic from the likelihood alone: at a difference of `margin` between the shares of the two kinds of discordant
 *  pairs, b·log(q + margin) + c·log q + (n − b − c)·log(1 − 2q − margin) is maximized by ternary search, and (b − c) is
 *  standardized by its variance there, n(p₁₂ + p₂₁ − margin²). No formula of Tango's enters. */
function scoreByLikelihood(b: number, c: number, n: number, margin: number): number {
  const part = (count: number, share: number) => (count === 0 ? 0 : count * Math.log(share));
  const likelihood = (q: number) => part(b, q + margin) + part(c, q) + part(n - b - c, 1 - 2 * q - margin);
  let [low, high] = [0, (1 - margin) / 2];
  for (let i = 0; i < 200; i++) {
    const [left, right] = [low + (high - low) / 3, high - (high - low) / 3];
    if (likelihood(left) < likelihood(right)) low = left;
    else high = right;
  }
  const q = (low + high) / 2;
  return (b - c - n * margin) / Math.sqrt(n * (2 * q + margin - margin * margin));
}

test("Tango's statistic is the score test of the constrained likelihood, whose maximum is searched for", () => {
  fc.assert(
    fc.property(counts, fc.double({ min: 0.005, max: 0.6, noNaN: true }), ([b, c, rest], margin) => {
      const n = b + c + rest;
      const [found, expected] = [tangoStatistic(b, c, n, margin), scoreByLikelihood(b, c, n, margin)];
      expect(Math.abs(found - expected)).toBeLessThan(1e-5 * (1 + Math.abs(expected)));
    }),
  );
});

test('q solves the likelihood equation: the statistic is 0 at the observed difference and falls with the margin', () => {
  fc.assert(
    fc.property(counts, ([b, c, rest]) => {
      const n = b + c + rest;
      const observed = (b - c) / n;
      if (observed >= 0 && observed < 1) expect(tangoStatistic(b, c, n, observed)).toBeCloseTo(0, 6);
      expect(tangoStatistic(b, c, n, 0.3)).toBeLessThanOrEqual(tangoStatistic(b, c, n, 0.1) + 1e-12);
    }),
  );
});

test('without a margin it is McNemar; without discordant pairs it still decides', () => {
  expect(tangoStatistic(25, 10, 400, 0)).toBeCloseTo(15 / Math.sqrt(35), 12);
  expect(mcnemarScoreP(25, 10, 400)).toBeCloseTo(0.0112298867, 9); // P(χ²₁ > 225/35) by erfc, Python
  // −√(nΔ/(1 − Δ)): 133 pairs without a difference are enough for a margin of .02
  expect(tangoStatistic(0, 0, 133, 0.02)).toBeCloseTo(-Math.sqrt((133 * 0.02) / 0.98), 12);
  expect(tangoStatistic(0, 0, 0, 0.02)).toBe(0);
  expect(() => tangoStatistic(5, 6, 10, 0)).toThrow(RangeError);
});

test('counts and margins that are none are refused, those at the border are not', () => {
  const refused: readonly (readonly [number, number, number, number])[] = [
    [-1, 0, 5, 0.1],
    [0, -1, 5, 0.1],
    [3, 3, 5, 0.1],
    [1, 1, 5, -0.1],
    [1, 1, 5, 1],
    [1, 1, 5, Number.NaN],
  ];
  for (const [b, c, n, margin] of refused)
    expect(() => tangoStatistic(b, c, n, margin)).toThrow(
      `tangoStatistic: b = ${b}, c = ${c}, n = ${n}, margin = ${margin}; allowed is b + c ≤ n`,
    );
  expect(tangoStatistic(3, 2, 5, 0)).toBeCloseTo(1 / Math.sqrt(5), 14);
});

test('exact McNemar: binomial tails by hand', () => {
  expect(exactMcnemar(5, 0)).toBeCloseTo(1 / 32, 15);
  expect(exactMcnemar(3, 1)).toBeCloseTo(5 / 16, 15);
  expect(exactMcnemar(0, 4)).toBe(1);
  expect(exactMcnemar(0, 0)).toBe(1);
});

test('Holm by hand: .01·4, .02·3, .03·2 and what may not fall below it', () => {
  const adjusted = holm([0.03, 0.01, 0.04, 0.02]);
  for (const [i, p] of [0.06, 0.04, 0.06, 0.06].entries()) expect(adjusted[i]).toBeCloseTo(p, 15);
  expect(holm([0.9, 0.8])).toEqual([1, 1]);
  expect(holm([])).toEqual([]);
});

const all = (values: readonly number[], twoSided = false) => ({
  at: values.map((_, i) => i),
  values: Float64Array.from(values),
  twoSided,
});

test('sign flips by enumeration: of the 2³ patterns of 1, 2, 3, one sums to 6 and two to 4 or more', () => {
  expect(signFlipMaxT([all([1, 2, 3])], 3)).toEqual([1 / 8]);
  expect(signFlipMaxT([all([-1, 2, 3])], 3)).toEqual([2 / 8]);
  expect(signFlipMaxT([all([-1, -2, -3], true)], 3)).toEqual([2 / 8]);
  // d and −d: the larger of both is |sum|; patterns with |sum| of 6 are two, with at least −6 all
  expect(signFlipMaxT([all([1, 2, 3]), all([-1, -2, -3])], 3)).toEqual([2 / 8, 1]);
  // a copy costs nothing
  expect(signFlipMaxT([all([1, 2, 3]), all([1, 2, 3])], 3)).toEqual([1 / 8, 1 / 8]);
});

test('drawn signs agree with the enumeration of a sign test', () => {
  // 20 equal differences of which 15 are positive: P(X ≥ 15), X ~ Binomial(20, ½) = .0207
  const [p] = signFlipMaxT([all(Array.from({ length: 20 }, (_, i) => (i < 15 ? 1 : -1)))], 20);
  expect(p).toBeGreaterThan(0.0207 - 0.008);
  expect(p).toBeLessThan(0.0207 + 0.008);
  expect(signFlipMaxT([all([0, 0])], 2)).toEqual([1]);
});

test("Student's t as R's qt(.95, df) gives it", () => {
  expect(studentTQuantile(0.95, 9)).toBeCloseTo(1.833112933, 8);
  expect(studentTQuantile(0.95, 99)).toBeCloseTo(1.660391156, 8);
});
