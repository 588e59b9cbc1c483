import { expect, test } from 'vitest';
import type { Sample } from './measure.ts';
import { measures } from './registry.ts';
import { scoreOf } from './score.ts';
import { wilson } from './share.ts';

/** What a definition of statistics.md §3 says where things are equal, and where there is one replicate or none. */
function sampleOf(columns: Partial<Record<'truth' | 'point' | 'se' | 'lower' | 'upper', readonly number[]>>): Sample {
  const n = columns.point!.length;
  const column = (x: readonly number[] | undefined) => Float64Array.from(x ?? new Float64Array(n));
  const [truth, point] = [column(columns.truth), column(columns.point)];
  const none = new Float64Array(n).fill(Number.NaN);
  const error = point.map((p, i) => p - truth[i]!);
  const [se, lower, upper] = [columns.se, columns.lower, columns.upper].map(column);
  return { n, level: 0.8, truth, point, error, se: se!, lower: lower!, upper: upper!, crps: none, mcse: none };
}

test('bias-eliminated coverage: both ends belong to the interval, and each can miss', () => {
  // the bias is 1, the truth 0: 1 is at the lower end, at the upper end, below, above, inside
  const sample = sampleOf({ point: [1, 1, 1, 1, 1], lower: [1, 0, 2, -1, 0], upper: [2, 1, 3, 0, 2] });
  expect(measures.bias_eliminated_coverage.losses!(sample)).toEqual(Float64Array.of(1, 1, 0, 0, 1));
});

test('an interval that ends at 0 does not leave it out', () => {
  const sample = sampleOf({ truth: [1, -1, 1], point: [1, -1, 2], lower: [0, -2, 1], upper: [2, 0, 3] });
  expect(measures.sign_error.compute(sample)).toMatchObject({ value: 0, n: 1 });
  expect(measures.exaggeration.compute(sample)).toMatchObject({ value: 2, n: 1 });
});

test('claimed errors that follow the errors leave the ratio nearly certain', () => {
  // squares 9, 1, 1, 9: ModSE² = 5, s² = 20/3, ψ = squares/40, s(ψ) = √(.04/3): √.75·√(.04/3)/2
  const score = measures.model_se_relative_error.compute(sampleOf({ point: [3, 1, -1, -3], se: [3, 1, 1, 3] }));
  expect(score.value).toBeCloseTo(Math.sqrt(0.75) - 1, 14);
  expect(score.mcse).toBeCloseTo(0.05, 14);
});

test('a score of no replicate has no value, of one no error, and without a value no error either', () => {
  expect(scoreOf(1, 0.5, 0)).toEqual({ value: null, mcse: null, lower: null, upper: null, n: 0 });
  expect(scoreOf(1, 0.5, 1)).toMatchObject({ value: 1, mcse: null });
  expect(scoreOf(1, 0.5, 2)).toMatchObject({ value: 1, mcse: 0.5 });
  expect(scoreOf(Infinity, 0.5, 2)).toMatchObject({ value: null, mcse: null });
  expect(scoreOf(1, Infinity, 2)).toMatchObject({ value: 1, mcse: null });
});

test("Wilson's interval of none and of all ends at 0 and at 1, to the last bit", () => {
  for (let n = 1; n <= 200; n++) expect([wilson(0, n)[0], wilson(n, n)[1]]).toEqual([0, 1]);
});
