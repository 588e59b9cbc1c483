import { expect, test } from 'vitest';
import { type CellRow, packAnswers } from './answers.ts';
import { replicateScores } from './ensemble.ts';
import type { EffectScore } from './types.ts';

type Row = readonly [
  truths: readonly (number | null)[],
  effects: readonly (EffectScore | null)[],
  status?: CellRow['attempt']['status'],
];

/** One level, 0.5, at which the interval score of [x − 1, x + 1] is 2 where it holds the truth. */
const tables = (rows: readonly Row[], channels: number) =>
  packAnswers(
    rows.map(([values, effects, status = 'ok'], replicate): CellRow => {
      const digest = `d${replicate}`;
      return { replicate, attempt: { digest, status, effects }, truth: { digest, values } };
    }),
    channels,
    1,
  );
const fit = (point: number, crps?: number): EffectScore => ({
  ...{ point, se: null, intervals: [[point - 1, point + 1]] },
  ...(crps === undefined ? {} : { crps }),
});

test('nothing asked, nothing scored', () => {
  expect(replicateScores([], [0.5])).toEqual([]);
  // fits that succeed and say nothing about the one channel that is asked for
  expect(replicateScores(tables([[[0], [null]]], 1), [0.5])).toEqual([]);
  expect(replicateScores(tables([], 2), [0.5])).toEqual([]);
});

test('a channel that the arm does not know is left out, not every replicate because of it', () => {
  const [interval, crps] = replicateScores(
    tables(
      [
        [
          [5, 0],
          [null, fit(0, 3)],
        ],
        [
          [5, 0],
          [null, fit(0.5, 4)],
        ],
      ],
      2,
    ),
    [0.5],
  );
  expect(interval).toEqual({ measure: 'interval_score', level: 0.5, replicates: [0, 1], scores: [2, 2] });
  expect(crps).toEqual({ measure: 'crps', level: null, replicates: [0, 1], scores: [3, 4] });
});

test('a replicate without a truth, or where the fit failed, has no score', () => {
  const rows: readonly Row[] = [
    [[0], [fit(0, 1)]],
    [[null], [fit(0, 2)]],
    [[0], [fit(0, 3)], 'error'],
    [[0], [fit(0, 4)]],
  ];
  for (const scored of replicateScores(tables(rows, 1), [0.5])) expect(scored.replicates).toEqual([0, 3]);
  expect(replicateScores(tables(rows.slice(1, 3), 1), [0.5])).toEqual([]);
});

test('a score that no fit has what it needs for is not there', () => {
  const scored = replicateScores(tables([[[0], [fit(0)]]], 1), [0.5]);
  expect(scored.map(({ measure }) => measure)).toEqual(['interval_score']);
});
