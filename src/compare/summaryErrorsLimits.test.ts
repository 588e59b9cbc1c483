import { expect, test } from 'vitest';
import type { EffectScore } from '../score/types.ts';
import { summaryErrors } from './summaryErrors.ts';

const alone = { ends: 1, spread: 1 };
const fit = (intervals: EffectScore['intervals'], others: Partial<EffectScore> = {}): EffectScore => ({
  ...{ point: 0, se: 1, intervals, mcse: 1 },
  ...others,
});
const without = { mcse: 0 };
/** Errors where the first alone has one: those of a single fit whose median has error 1. */
const errorsOf = (one: EffectScore, levels: readonly number[], slower?: typeof alone) =>
  summaryErrors(one, { ...one, ...without }, levels, slower);

test('a symmetric posterior: quantiles by R, √(p(1 − p))/dnorm(qnorm(p)) in units of √(π/2)', () => {
  const found = errorsOf(
    fit([
      [-1, 1],
      [-3, 3],
    ]),
    [0.5, 0.95],
    alone,
  );
  const expected = [
    1,
    Math.SQRT1_2 / Math.sqrt(Math.PI / 2),
    1.0872234745095,
    1.0872234745095,
    2.13139769607118,
    2.13139769607118,
  ];
  expect(found).toEqual(expected.map((x) => expect.closeTo(x, 8)));
});

test('a lognormal posterior, log sd ½: its standard deviation by its kurtosis (scipy), its ends by their densities', () => {
  // r = e^{z/2}: 2.664408 at 95 %, 1.401082 at 50 %; the widest interval tells the skewness
  const [inner, outer] = [1.4010821118543542, 2.664408261552898];
  const wide = [-1, outer] as const;
  const narrow = [-1, inner] as const;
  const unit = Math.sqrt(2 / Math.PI);
  const spread = 1.6972125354154615;
  for (const [intervals, levels] of [
    [
      [narrow, wide],
      [0.5, 0.95],
    ],
    [
      [wide, narrow],
      [0.95, 0.5],
    ],
    [[wide], [0.95]],
  ] as const) {
    const [point, se, ...ends] = errorsOf(fit(intervals), levels, alone);
    expect(point).toBe(1);
    expect(se).toBeCloseTo(spread * unit, 8);
    for (const [l, level] of levels.entries()) {
      const [normal, r] = level === 0.5 ? [1.0872234745095, inner] : [2.13139769607118, outer];
      expect([ends[2 * l], ends[2 * l + 1]]).toEqual([expect.closeTo(normal / r, 8), expect.closeTo(normal * r, 8)]);
    }
  }
  // skewed the other way the spread is the same
  expect(errorsOf(fit([[-outer, 1]]), [0.95], alone)[1]).toBeCloseTo(spread * unit, 8);
});

test('the widest interval alone tells the skewness of the whole, wherever it stands', () => {
  const spread = (intervals: EffectScore['intervals'], levels: readonly number[]) =>
    errorsOf(fit(intervals, { point: 7 }), levels, alone)[1]! * Math.sqrt(Math.PI / 2);
  const [even, skewed] = [
    [6, 8],
    [6, 7 + 2.664408261552898],
  ] as const;
  expect(spread([even, skewed], [0.5, 0.95])).toBeCloseTo(1.6972125354154615, 8);
  expect(spread([skewed, even], [0.95, 0.5])).toBeCloseTo(1.6972125354154615, 8);
  expect(spread([skewed, even], [0.5, 0.95])).toBeCloseTo(Math.SQRT1_2, 8);
  expect(spread([even, skewed], [0.95, 0.5])).toBeCloseTo(Math.SQRT1_2, 8);
  expect(spread([even, skewed, even], [0.5, 0.95, 0.8])).toBeCloseTo(1.6972125354154615, 8);
});

test('the two fits’ skewness is averaged, their errors add up as squares', () => {
  const x = fit([[-1, 2]], { mcse: 3 });
  const y = fit([[-1, 4]], { mcse: 4 });
  const [point, , lower, upper] = summaryErrors(x, y, [0.95], alone);
  expect(point).toBe(5);
  expect(upper! / lower!).toBeCloseTo(9, 12);
  expect(Math.sqrt(upper! * lower!)).toBeCloseTo(5 * 2.13139769607118, 7);
  expect(summaryErrors(fit([], { mcse: 2, se: null }), fit([], { se: null }), [])).toEqual([Math.sqrt(5)]);
});

test('a point at an end or outside of its interval tells no skewness, nor does an interval that is not there', () => {
  for (const interval of [
    [0, 2],
    [-2, 0],
    [1, 2],
    [-2, -1],
  ] as const) {
    const [, se, lower, upper] = errorsOf(fit([interval]), [0.95], alone);
    expect(lower).toBe(upper);
    expect(se).toBeCloseTo(Math.SQRT1_2 / Math.sqrt(Math.PI / 2), 12);
  }
  const [, , lower, upper] = errorsOf(fit([]), [0.95], alone);
  expect(lower).toBe(upper);
});

test('the spread of a barely skewed posterior goes over into the normal one’s', () => {
  const spread = (r: number) => errorsOf(fit([[-1, r]]), [0.95], alone)[1]! * Math.sqrt(Math.PI / 2);
  // s = log(r)/1.96 just below and above 1e-4
  expect(spread(Math.exp(1.95e-4))).toBe(Math.SQRT1_2);
  expect(spread(Math.exp(1.97e-4))).toBeCloseTo(Math.SQRT1_2, 6);
  expect(spread(1.0001)).toBe(Math.SQRT1_2);
});

test('chains are slower in the tails and in the spread, by what real fits showed', () => {
  const one = fit([[-1, 2]]);
  const [own, slow] = [errorsOf(one, [0.95], alone), errorsOf(one, [0.95])];
  expect(slow.map((error, i) => error / own[i]!)).toEqual([1, 2.5, 1.5, 1.5].map((x) => expect.closeTo(x, 12)));
});
