import { expect, test } from 'vitest';
import { type Answers, packAnswers } from '../answers.ts';
import type { Performance } from '../types.ts';
import { align } from './align.ts';
import { completeCase } from './completeCase.ts';
import { withFallback } from './fallback.ts';
import { missingness } from './missingness.ts';
import { primaryRows } from './primary.ts';

/** Answers to one question: replicate, truth and point, null where the fit failed. */
function answers(rows: readonly (readonly [replicate: number, truth: number, point: number | null])[]): Answers {
  const packed = rows.map(([replicate, truth, point]) => {
    const digest = `d${replicate}`;
    const effect = point === null ? null : { point, se: 1, intervals: [[point - 1, point + 1] as const] };
    return {
      replicate,
      attempt: { digest, status: point === null ? ('refused' as const) : ('ok' as const), effects: [effect] },
      truth: { digest, values: [truth] },
    };
  });
  return packAnswers(packed, 1, 1)[0]!;
}

const a = answers([
  [0, 1, 10],
  [1, 2, null],
  [2, 3, 30],
  [3, 4, null],
]);
const b = answers([
  [1, 2, 21],
  [2, 3, null],
  [3, 4, null],
  [4, 5, 51],
]);
const c = answers([
  [1, 2, 22],
  [3, 4, 42],
]);

test('rows of one replicate find each other, whatever either lacks', () => {
  expect([...align(a, b)]).toEqual([-1, 0, 1, 2]);
  expect([...align(b, a)]).toEqual([1, 2, 3, -1]);
  expect([...align(a, answers([]))]).toEqual([-1, -1, -1, -1]);
});

test('complete cases: where every arm answered; a replicate that another arm has not run is none', () => {
  const all = answers([0, 1, 2, 3].map((i) => [i, i, i] as const));
  expect([...completeCase([[a], [all]]).answers!(a, 0).ok]).toEqual([1, 0, 1, 0]);
  expect([...completeCase([[a], [b]]).answers!(a, 0).ok]).toEqual([0, 0, 0, 0]);
  expect([...completeCase([[a], [all]]).answers!(all, 0).ok]).toEqual([1, 0, 1, 0]);
});

test('an arm that fits and never answers a question does not know it, and holds nobody back', () => {
  const silent = { ...a, ok: a.ok.map(() => 1), point: a.point.map(() => Number.NaN) };
  expect([...completeCase([[a], [silent]]).answers!(a, 0).ok]).toEqual([...a.ok]);
  expect(completeCase([[a], [silent]]).answers!(silent, 0)).toBe(silent);
  expect(withFallback([[a]]).answers!(silent, 0)).toBe(silent);
});

test('a fallback takes the first of the chain that answered, intervals and all', () => {
  const seen = withFallback([[b], [c]]).answers!(a, 0);
  expect([...seen.point]).toEqual([10, 21, 30, 42]);
  expect([...seen.lower[0]!]).toEqual([9, 20, 29, 41]);
  expect([...seen.ok]).toEqual([1, 1, 1, 1]);
  expect([...a.ok]).toEqual([1, 0, 1, 0]);
  expect([...withFallback([]).answers!(a, 0).ok]).toEqual([1, 0, 1, 0]);
});

test('the declared policy speaks where it says something, else the number as analyzed stands', () => {
  const row = (measure: string, policy: Performance['policy'], value: number) =>
    ({ cell: 'c', arm: 'a', channel: 'tv', estimand: 'e', level: null, measure, policy, value }) as Performance;
  const rows = [row('bias', 'as-analyzed', 1), row('coverage', 'as-analyzed', 0.9), row('coverage', 'strict', 0.8)];
  expect(primaryRows(rows, 'strict').map(({ value }) => value)).toEqual([1, 0.8]);
  expect(primaryRows(rows, 'as-analyzed').map(({ value }) => value)).toEqual([1, 0.9]);
});

/** Student's sleep data; R 4.3, t.test(extra ~ group, data = sleep): t = −1.8608, df = 17.776, p = 0.07939. */
const sleep = [
  [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2],
  [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4],
] as const;

test("informative failures are found by Welch's t on the errors of the shadow, as R has it", () => {
  const errors = [...sleep[0], ...sleep[1]];
  const shadow = answers(errors.map((error, i) => [i, 7, 7 + error] as const));
  const own = answers(errors.map((_, i) => [i, 7, i < 10 ? null : 7] as const));
  const found = missingness(own, shadow);
  expect(found).toMatchObject({ nFailed: 10, nAnswered: 10, informative: false });
  expect(found.difference).toBeCloseTo(-1.58, 12);
  expect(found.difference! / found.mcse!).toBeCloseTo(-1.8608, 4);
  expect(found.p).toBeCloseTo(0.07939, 5);
  const worse = answers(errors.map((error, i) => [i, 7, 7 + error + (i < 10 ? 9 : 0)] as const));
  expect(missingness(own, worse).informative).toBe(true);
});

test('with one failure, or a shadow that fails with the arm, nothing can be said; equal errors say nothing', () => {
  const shadow = answers([0, 1, 2, 3].map((i) => [i, 1, 2] as const));
  const own = (failed: readonly number[]) =>
    answers([0, 1, 2, 3].map((i) => [i, 1, failed.includes(i) ? null : 1] as const));
  expect(missingness(own([0]), shadow)).toMatchObject({
    nFailed: 1,
    nAnswered: 3,
    failed: 1,
    p: null,
    informative: null,
  });
  expect(missingness(own([0, 1]), own([0, 1]))).toMatchObject({ nFailed: 0, nAnswered: 2, informative: null });
  expect(missingness(own([0, 1]), shadow)).toMatchObject({ difference: 0, p: 1, informative: false });
});
