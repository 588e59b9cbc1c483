import { expect, test } from 'vitest';
import type { Estimand } from '../dataset/estimand.ts';
import { packAnswers } from './answers.ts';
import { wilson } from './measures/share.ts';
import { pooledCoverage } from './pooledCoverage.ts';

const ask = (channel: string): Estimand => ({ channel, kind: 'roas.total', window: [0, 9], tail: 0 });
type Answer = readonly [lower: number, upper: number] | null;

/** One level; truths are 0 unless given; a fit without an answer to either channel has failed. */
function pool(rows: readonly (readonly Answer[])[], truths: readonly (number | null)[] = [0, 0], levels = 1) {
  const packed = rows.map((channels, replicate) => ({
    replicate,
    attempt: {
      digest: `d${replicate}`,
      status: channels.every((one) => one === null) ? ('error' as const) : ('ok' as const),
      effects: channels.map((one) => one && { point: 0, se: null, intervals: one[0] > one[1] ? [] : [one] }),
    },
    truth: { digest: `d${replicate}`, values: truths },
  }));
  return pooledCoverage([ask('tv'), ask('search')], ['on', 'unknown'], packAnswers(packed, 2, levels), levels);
}
const without: Answer = [1, 0];

test('both ends of an interval belong to it, and each can miss', () => {
  expect(
    pool([
      [
        [0, 1],
        [-1, 0],
      ],
    ])[0]!.score.value,
  ).toBe(1);
  expect(
    pool([
      [
        [1, 2],
        [-1, 1],
      ],
    ])[0]!.score.value,
  ).toBe(0.5);
  expect(
    pool([
      [
        [-2, -1],
        [-1, 1],
      ],
    ])[0]!.score.value,
  ).toBe(0.5);
});

test('what has no truth or no interval is in no share, and a replicate of nothing else is in none', () => {
  const hit: Answer = [-1, 1];
  expect(pool([[hit, hit]], [0, null])[0]!.score).toMatchObject({ value: 1, n: 1 });
  expect(pool([[hit, [1, 2]]], [null, 0])[0]!.score).toMatchObject({ value: 0, n: 1 });
  expect(
    pool([
      [without, hit],
      [without, without],
      [null, null],
    ])[0]!.score,
  ).toMatchObject({ value: 1, n: 1 });
  expect(pool([[without, without]])).toEqual([]);
  expect(pool([[null, null]])).toEqual([]);
});

test('without spread every interval counts: Wilson of two channels in each of three replicates', () => {
  const [row] = pool(
    Array.from(
      { length: 3 },
      () =>
        [
          [-1, 1],
          [-1, 1],
        ] as const,
    ),
  );
  expect([row!.score.lower, row!.score.upper]).toEqual(wilson(6, 6));
  // one replicate alone has no error to learn from either
  const [one] = pool([
    [
      [-1, 1],
      [1, 2],
    ],
  ]);
  expect(one!.score).toMatchObject({ value: 0.5, mcse: null, n: 1 });
  expect([one!.score.lower, one!.score.upper]).toEqual(wilson(1, 2));
});

test('the pooled question is on target only where all its channels are', () => {
  expect(
    pool([
      [
        [-1, 1],
        [-1, 1],
      ],
    ])[0],
  ).toMatchObject({ estimand: 'roas.total[0..9+0]', target: 'unknown', level: 0 });
});

test('failed is a replicate of which no channel with a truth was answered; without any truth it is neither', () => {
  const hit: Answer = [-1, 1];
  expect(
    pool([
      [hit, null],
      [null, null],
      [hit, hit],
    ])[0],
  ).toMatchObject({ nFailed: 1, score: { n: 2 } });
  expect(
    pool(
      [
        [hit, hit],
        [null, hit],
      ],
      [0, null],
    )[0]!.nFailed,
  ).toBe(1);
});
