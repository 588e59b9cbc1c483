import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Measure, Need, Sample } from './measure.ts';
import { measures } from './registry.ts';

const all: readonly Measure[] = Object.values(measures);

/** Four replicates: errors 1, 0, 2, −1; squared standard errors 1, 4, 1, 4; the first interval is too high, the last too low. */
const four = sampleOf({
  truth: [1, 2, 3, 4],
  point: [2, 2, 5, 3],
  se: [1, 2, 1, 2],
  lower: [1.5, 1, 3, -1],
  upper: [2.5, 3, 7, 3.5],
  crps: [0.1, 0.2, 0.3, 0.6],
  mcse: [0.3, 0.1, 0.1, 0.3],
});

// each worked out by hand from methods of statistics.md §3
test.each<[keyof typeof measures, number, number]>([
  ['mean_truth', 2.5, Math.sqrt(5 / 3 / 4)],
  ['mean_estimate', 3, Math.sqrt(2 / 4)],
  ['bias', 0.5, Math.sqrt(5 / 3 / 4)],
  ['relative_bias', 0.2, Math.sqrt(2 / 4) / 2.5], // residuals .8, −.4, 1.4, −1.8
  ['empirical_se', Math.sqrt(5 / 3), Math.sqrt((2.5625 - 25 / 27) / 4) / (2 * Math.sqrt(5 / 3))],
  ['mse', 1.5, Math.sqrt(3 / 4)],
  ['rmse', Math.sqrt(1.5), Math.sqrt(3 / 4) / (2 * Math.sqrt(1.5))],
  ['model_se', Math.sqrt(2.5), Math.sqrt(3 / (4 * 4 * 2.5))],
  ['model_se_relative_error', Math.sqrt(1.5) - 1, 0.3], // ψ = .125, .725, −.475, .125
  ['coverage', 0.5, 0.25],
  ['noncoverage_below', 0.25, Math.sqrt(0.1875 / 4)],
  ['noncoverage_above', 0.25, Math.sqrt(0.1875 / 4)],
  ['bias_eliminated_coverage', 0.75, Math.sqrt(0.1875 / 4)],
  ['width', 2.875, Math.sqrt(8.1875 / 12)],
  ['interval_score', 5.375, Math.sqrt(30.6875 / 12)], // 6, 2, 4, 9.5: a fine of 10 a unit at level .8
  ['crps', 0.3, Math.sqrt(0.14 / 12)],
  ['sign_error', 0, 0],
  ['exaggeration', 14 / 9, Math.sqrt(((2 - 14 / 9) ** 2 + (1 - 14 / 9) ** 2 + (5 / 3 - 14 / 9) ** 2) / 2 / 3)],
  ['mcmc_error_share', Math.sqrt(0.05 / 1.5), (Math.sqrt(0.05 / 1.5) * Math.sqrt(6.52 / 9)) / 2], // ψ = 17/30, 3/30, −37/30, 17/30
])('%s on four replicates, by hand', (id, value, mcse) => {
  const score = measures[id].compute(four);
  expect(score.value).toBeCloseTo(value, 12);
  expect(score.mcse).toBeCloseTo(mcse, 12);
});

test('every measure stands in the hand-worked table', () => {
  expect(all).toHaveLength(19);
  expect(all.map(({ id }) => id)).toEqual(Object.keys(measures));
});

test('sign error and exaggeration look at the significant estimates of effects that are not 0', () => {
  const sample = sampleOf({
    truth: [1, 1, -2, 0, 1],
    point: [2, -3, 4, 5, 0.5],
    lower: [1, -4, 3, 4, -1],
    upper: [3, -2, 5, 6, 2],
  });
  expect(measures.sign_error.compute(sample)).toMatchObject({ value: 2 / 3, n: 3 });
  expect(measures.exaggeration.compute(sample)).toMatchObject({ value: 7 / 3, n: 3 });
});

test.each(all)('$id: null, never NaN, on no replicate, on one, and on equal ones', (measure) => {
  const none = measure.compute(take(four, 0));
  expect(none).toEqual({ value: null, mcse: null, lower: null, upper: null, n: 0 });
  expect(measure.compute(take(four, 1)).mcse).toBeNull();
  const zero = [0, 0, 0];
  const still = { truth: zero, point: zero, se: zero, lower: zero, upper: zero, crps: zero, mcse: zero };
  for (const score of [measure.compute(take(four, 1)), measure.compute(sampleOf(still))]) {
    for (const number of [score.value, score.mcse, score.lower, score.upper]) expect(number).not.toBeNaN();
  }
});

test.each(all)('$id reads nothing but what it says it needs', (measure) => {
  const unread = Float64Array.of(Number.NaN, Number.NaN, Number.NaN, Number.NaN);
  const columns: readonly (readonly [Need, Partial<Sample>])[] = [
    ['se', { se: unread }],
    ['interval', { lower: unread, upper: unread, level: null }],
    ['draws', { crps: unread }],
    ['mcse', { mcse: unread }],
  ];
  const blanks = columns.filter(([need]) => !measure.needs.includes(need)).map(([, blank]) => blank);
  const blanked: Sample = Object.assign({}, four, ...blanks);
  expect(measure.compute(blanked)).toEqual(measure.compute(four));
  expect(measure.perLevel).toBe(measure.needs.includes('interval'));
});

test.each(all.filter(({ losses }) => losses !== null))('$id is the mean of its losses', (measure) => {
  const losses = measure.losses!(four);
  expect(losses).toHaveLength(4);
  expect(measure.compute(four).value).toBeCloseTo(losses.reduce((a, b) => a + b) / 4, 12);
});

test.each(all.filter(({ share }) => share))('$id has an interval around it within [0, 1]', (measure) => {
  const { value, lower, upper } = measure.compute(four);
  expect(lower).toBeGreaterThanOrEqual(0);
  expect(upper).toBeLessThanOrEqual(1);
  expect(lower).toBeLessThanOrEqual(value!);
  expect(upper).toBeGreaterThanOrEqual(value!);
});

const numbers = fc.array(
  fc.tuple(fc.double({ min: 1, max: 9, noNaN: true }), fc.double({ min: -9, max: 9, noNaN: true })),
  {
    minLength: 2,
    maxLength: 20,
  },
);

test('the three sides of an interval add up, and MSE is bias² + spread² (n − 1)/n', () => {
  fc.assert(
    fc.property(numbers, fc.double({ min: 0, max: 3, noNaN: true }), (rows, half) => {
      const point = rows.map(([truth, error]) => truth + error);
      const lower = point.map((p) => p - half);
      const upper = point.map((p) => p + half);
      const sample = sampleOf({ truth: rows.map(([truth]) => truth), point, lower, upper });
      const value = (id: keyof typeof measures) => measures[id].compute(sample).value!;
      expect(value('coverage') + value('noncoverage_below') + value('noncoverage_above')).toBeCloseTo(1, 12);
      const [bias, spread] = [value('bias'), value('empirical_se')];
      expect(value('mse')).toBeCloseTo(bias * bias + (spread * spread * (rows.length - 1)) / rows.length, 8);
    }),
  );
});

type Columns = { readonly truth: readonly number[]; readonly point: readonly number[] } & Partial<
  Readonly<Record<'se' | 'lower' | 'upper' | 'crps' | 'mcse', readonly number[]>>
>;

function sampleOf(columns: Columns): Sample {
  const { truth, point } = columns;
  const column = (x: readonly number[] | undefined) => Float64Array.from(x ?? truth.map(() => Number.NaN));
  return {
    n: truth.length,
    level: 0.8,
    truth: column(truth),
    point: column(point),
    error: column(point.map((p, i) => p - truth[i]!)),
    se: column(columns.se),
    lower: column(columns.lower),
    upper: column(columns.upper),
    crps: column(columns.crps),
    mcse: column(columns.mcse),
  };
}

function take(sample: Sample, n: number): Sample {
  const columns = ['truth', 'point', 'error', 'se', 'lower', 'upper', 'crps', 'mcse'] as const;
  const shortened = columns.map((name) => [name, sample[name].slice(0, n)]);
  return { ...sample, n, ...Object.fromEntries(shortened) };
}
