import { expect, test } from 'vitest';
import { packAnswers } from '../answers.ts';
import type { AttemptStatus, ScoredReplicate } from '../types.ts';
import { pairedDifference } from './difference.ts';
import { differences } from './differences.ts';
import { pairReplicates } from './pair.ts';
import { relativePrecision } from './relativePrecision.ts';

const answers = (points: readonly (number | null)[], statuses: readonly AttemptStatus[] = []) =>
  packAnswers(
    points.map((point, replicate) => {
      const digest = `d${replicate}`;
      const effects = [point === null ? null : { point, se: null, intervals: [] }];
      return {
        replicate,
        attempt: { digest, status: statuses[replicate] ?? 'ok', effects },
        truth: { digest, values: [0] },
      };
    }),
    1,
    0,
  )[0]!;

test('a fit that did not converge has numbers, and no part in a difference', () => {
  const [a, b] = [answers([1, 2, 3]), answers([2, 4, 9], ['ok', 'ok', 'nonconverged'])];
  for (const [one, other, value] of [
    [a, b, 1.5],
    [b, a, -1.5],
  ] as const)
    expect(differences(one, other, []).find(({ measure }) => measure === 'bias')).toMatchObject({ n: 2, value });
});

test('an arm that succeeds and never answers does not know the question: no differences, from either side', () => {
  const silent = answers([null, null]);
  expect(differences(silent, answers([1, 2]), [])).toEqual([]);
  expect(differences(answers([1, 2]), silent, [])).toEqual([]);
});

test('the difference of the estimates is that of the errors, and has no row of its own', () => {
  const ids = differences(answers([1, 2]), answers([2, 5]), []).map(({ measure }) => measure);
  expect(ids).toEqual(['bias', 'mse', 'relative_precision']);
});

test('a replicate that one arm has not run, or whose effect it lacks, is no pair', () => {
  const row = (replicate: number, effect: ScoredReplicate['effect']): ScoredReplicate => ({
    ...{ replicate, digest: `d${replicate}`, truth: 1, status: 'ok' as const },
    effect,
  });
  const effect = { point: 1, se: null, intervals: [] };
  const a = [row(0, effect), row(1, effect), row(2, null)];
  expect(pairReplicates(a, [row(0, effect), row(2, effect)]).map((pair) => pair.a.replicate)).toEqual([0]);
});

test('errors that are a multiple of others, moved: 1/k² − 1 without an error, wherever they are', () => {
  const a = Float64Array.of(5, 7, 4, 9);
  const { value, mcse } = relativePrecision(
    a,
    a.map((e) => 2 * e + 16),
  );
  expect(value).toBeCloseTo(0.25 - 1, 14);
  expect(mcse).toBeCloseTo(0, 14);
});

test('columns that are no pair are named by their lengths', () => {
  expect(() => pairedDifference(new Float64Array(2), new Float64Array(3))).toThrow(
    'paired columns have 2 and 3 values',
  );
});
