import { expect, test } from 'vitest';
import { type Answers, packAnswers } from '../answers.ts';
import type { Performance } from '../types.ts';
import { missingness } from './missingness.ts';
import { primaryRows } from './primary.ts';

/** Points by replicate, null where the fit failed; truths are 0. */
function answers(points: readonly (number | null)[]): Answers {
  const rows = points.map((point, replicate) => {
    const digest = `d${replicate}`;
    const effects = [point === null ? null : { point, se: 1, intervals: [] }];
    const status = point === null ? ('error' as const) : ('ok' as const);
    return { replicate, attempt: { digest, status, effects }, truth: { digest, values: [0] } };
  });
  return packAnswers(rows, 1, 0)[0]!;
}

test('where nothing failed there is no error of the failed', () => {
  const shadow = answers([1, 2, 6]);
  expect(missingness(shadow, shadow)).toMatchObject({ nFailed: 0, nAnswered: 3, failed: null, answered: 3, p: null });
});

test('one answer among failures says nothing either', () => {
  expect(missingness(answers([1, null, null]), answers([1, 2, 3]))).toMatchObject({
    ...{ nFailed: 2, nAnswered: 1, failed: 2.5, answered: 1 },
    ...{ difference: null, mcse: null, p: null, informative: null },
  });
});

test('errors without any spread that differ are informative for certain', () => {
  const found = missingness(answers([0, 0, null, null]), answers([1, 1, 2, 2]));
  expect(found).toMatchObject({ difference: 1, mcse: 0, p: 0, informative: true });
});

test('the declared policy is not its upper bound, nor any other', () => {
  const row = (policy: Performance['policy'], value: number) =>
    ({
      cell: 'c',
      arm: 'a',
      channel: 'tv',
      estimand: 'e',
      level: 0.8,
      measure: 'coverage',
      policy,
      value,
    }) as Performance;
  const rows = [row('as-analyzed', 0.9), row('strict', 0.8), row('strict-upper', 0.95), row('fallback', 0.85)];
  expect(primaryRows(rows, 'strict').map(({ value }) => value)).toEqual([0.8]);
  expect(primaryRows(rows, 'fallback').map(({ value }) => value)).toEqual([0.85]);
  expect(primaryRows(rows, 'complete-case').map(({ value }) => value)).toEqual([0.9]);
});
