import { expect, test } from 'vitest';
import type { Estimand } from '../dataset/estimand.ts';
import { type CellRow, packAnswers } from './answers.ts';
import { wilson } from './measures/share.ts';
import { pooledCoverage } from './pooledCoverage.ts';

const ask = (channel: string): Estimand => ({ channel, kind: 'roas.total', window: [0, 9], tail: 0 });
const estimands = [ask('tv'), ask('search')];

/** Truth 0; an interval [−1, 1] covers, [1, 2] does not; null: no answer. */
function rows(covered: readonly (readonly (boolean | null)[])[]): CellRow[] {
  return covered.map((channels, replicate) => ({
    replicate,
    attempt: {
      digest: String(replicate),
      status: 'ok',
      effects: channels.map((hit) =>
        hit === null ? null : { point: 0, se: 1, intervals: [hit ? [-1, 1] : [1, 2]] as [number, number][] },
      ),
    },
    truth: { digest: String(replicate), values: [0, 0] },
  }));
}

const pool = (covered: readonly (readonly (boolean | null)[])[]) =>
  pooledCoverage(estimands, ['on', 'on'], packAnswers(rows(covered), 2, 1), 1);

test('channels that cover together count as one interval, not two', () => {
  const together = Array.from({ length: 100 }, (_, i) => (i < 90 ? [true, true] : [false, false]));
  const [row] = pool(together);
  expect(row!.score.value).toBeCloseTo(0.9, 12);
  // the error of 100 coin flips (with n − 1), not of 200
  expect(row!.score.mcse).toBeCloseTo(Math.sqrt((0.9 * 0.1) / 99), 12);
  const [lower, upper] = wilson(0.9 * 99, 99);
  expect(row!.score.lower).toBeCloseTo(lower, 12);
  expect(row!.score.upper).toBeCloseTo(upper, 12);
});

test('one hit in every replicate leaves no spread: the share is certain to be ½ of the channels', () => {
  const [row] = pool(Array.from({ length: 50 }, (_, i) => [i % 2 === 0, i % 2 === 1]));
  expect(row!.score).toMatchObject({ value: 0.5, mcse: 0, n: 50 });
});

test('unanswered channels leave the share to the others; one channel alone is not pooled', () => {
  const [row] = pool([
    [true, null],
    [false, true],
    [null, null],
  ]);
  expect(row).toMatchObject({ score: { value: 0.75, n: 2 }, nFailed: 1 });
  expect(pooledCoverage([ask('tv')], ['on'], packAnswers(rows([[true], [true]]), 1, 1), 1)).toEqual([]);
});
