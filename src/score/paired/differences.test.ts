import { expect, test } from 'vitest';
import { type Answers, packAnswers } from '../answers.ts';
import { differences } from './differences.ts';
import { exactP, mcnemar } from './mcnemar.ts';

/** Points by replicate, with truth 0 and intervals ± half; null where the fit failed. */
function answers(points: readonly (number | null)[], half: number | null = 1): Answers {
  const rows = points.map((point, replicate) => {
    const digest = `d${replicate}`;
    const intervals = point === null || half === null ? [] : [[point - half, point + half] as const];
    const effects = [point === null ? null : { point, se: null, intervals }];
    const status = point === null ? ('error' as const) : ('ok' as const);
    return { replicate, attempt: { digest, status, effects }, truth: { digest, values: [0] } };
  });
  return packAnswers(rows, 1, 1)[0]!;
}

// both answered replicates 0, 1, 2: errors 1, 0, 2 and 2, 3, 2
const a = answers([1, 0, 2, null, 5, null]);
const b = answers([2, 3, 2, 9, null, null]);
const found = differences(a, b, [0.8]);
const row = (measure: string, rows = found) => rows.find((one) => one.measure === measure);

test('differences are of the replicates where both answered, and count the failures of each', () => {
  // 1, 3, 0: mean 4/3, s² = (1/9 + 25/9 + 16/9)/2 = 7/3
  expect(row('bias')).toMatchObject({ n: 3, level: null, nFailedA: 2, nFailedB: 2 });
  expect(row('bias')!.value).toBeCloseTo(4 / 3, 14);
  expect(row('bias')!.mcse).toBeCloseTo(Math.sqrt(7 / 9), 14);
  // squares 1, 0, 4 and 4, 9, 4: 3, 9, 0
  expect(row('mse')!.value).toBeCloseTo(4, 14);
  // A covers 0 at 0 and 1, B never: −1, −1, 0
  expect(row('coverage')).toMatchObject({ level: 0.8, n: 3 });
  expect(row('coverage')!.value).toBeCloseTo(-2 / 3, 14);
  // variances 1 and 1/3
  expect(row('relative_precision')!.value).toBeCloseTo(2, 12);
});

test('no row for what either never gives, nor for what has no difference', () => {
  const without = differences(a, answers([2, 3, 2], null), [0.8]);
  expect(row('coverage', without)).toBeUndefined();
  expect(row('crps', without)).toBeUndefined();
  expect(row('mean_truth', without)).toBeUndefined();
  expect(row('bias', without)).toMatchObject({ n: 3 });
});

test('arms that never answer the same data have a difference of nothing, on nothing', () => {
  const never = differences(answers([1, null]), answers([null, 1]), [0.8]);
  expect(never).toHaveLength(1);
  expect(never[0]).toMatchObject({ measure: 'bias', value: null, mcse: null, n: 0, nFailedA: 1, nFailedB: 1 });
});

test('failures of two arms, side by side', () => {
  expect(mcnemar(a, b)).toMatchObject({ n: 6, both: 1, onlyA: 1, onlyB: 1, p: 1 });
  expect(mcnemar(a, answers([1, 1]))).toMatchObject({ n: 2, both: 0, onlyA: 0, onlyB: 0, p: 1 });
});

test("McNemar's exact p by hand: 2·Σ C(22, k)/2²², k ≤ 6, and 2/2⁵", () => {
  // 1 + 22 + 231 + 1540 + 7315 + 26334 + 74613
  expect(exactP(6, 16)).toBeCloseTo((2 * 110_056) / 4_194_304, 12);
  expect(exactP(16, 6)).toBe(exactP(6, 16));
  expect(exactP(0, 5)).toBeCloseTo(2 / 32, 14);
  expect(exactP(3, 3)).toBe(1);
});
