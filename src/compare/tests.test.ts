import fc from 'fast-check';
import { expect, test } from 'vitest';
import { studentTQuantile } from '../core/distributions.ts';
import { exactMcnemar } from '../score/paired/mcnemar.ts';
import { holm } from './holm.ts';
import { signFlipMaxT } from './signFlip.ts';
import { mcnemarScoreP, tangoStatistic } from './tango.ts';

test("Tango's worked example: two ways to disinfect contact lenses, 43 both, 1 the old alone, margin .1", () => {
  // Tango (1998), section 4.1: Z = 1.709, p = .044
  expect(tangoStatistic(1, 0, 44, 0.1)).toBeCloseTo(-1.709, 3);
});

test("the limits of Tango's interval as published for 1 and 7 discordant pairs of 21: .026 and .517", () => {
  // Fagerland, Lydersen & Laake (2014), BMC Med Res Methodol: airway hyper-responsiveness (Bentur 2009), 95 % interval
  expect(tangoStatistic(7, 1, 21, 0.026)).toBeCloseTo(1.96, 2);
  expect(tangoStatistic(7, 1, 21, 0.517)).toBeCloseTo(-1.96, 2);
});

const counts = fc.tuple(fc.nat(60), fc.nat(60), fc.nat(60)).filter(([b, c, rest]) => b + c + rest > 0);

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
  expect(mcnemarScoreP(25, 10, 400)).toBeCloseTo(0.0112298867, 9); // R: mcnemar.test(…, correct = FALSE), χ² = 6.4286
  // −√(nΔ/(1 − Δ)): 133 pairs without a difference are enough for a margin of .02
  expect(tangoStatistic(0, 0, 133, 0.02)).toBeCloseTo(-Math.sqrt((133 * 0.02) / 0.98), 12);
  expect(tangoStatistic(0, 0, 0, 0.02)).toBe(0);
  expect(() => tangoStatistic(5, 6, 10, 0)).toThrow(RangeError);
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
