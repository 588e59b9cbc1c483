import { expect, test } from 'vitest';
import { packAnswers } from '../../score/answers.ts';
import { measureAlone } from './compare.ts';
import { detectorStatistic } from './detector.ts';
import type { ArmEvidence } from './evidence.ts';

/** Rows of one channel with truth 1: error and what the fit says, replicate by replicate. */
function rowsOf(cell: string, rows: readonly (readonly [error: number, fit: number | null])[]): ArmEvidence {
  const packed = rows.map(([error], replicate) => {
    const digest = `${cell} ${replicate}`;
    const attempt = { digest, status: 'ok' as const, effects: [{ point: 1 + error, se: null, intervals: [] }] };
    return { replicate, attempt, truth: { digest, values: [1] } };
  });
  const notes = rows.map(([, fit]) => ({
    ...{ status: 'ok' as const, reason: '' },
    diagnostics: fit === null ? {} : { spread: fit, r2: -fit },
  }));
  return { answers: packAnswers(packed, 1, 0), notes };
}

// wrong are the errors of .5 and .9; spread ranks them 3rd and 4th of 4 in one cell, 1st in the other
const one = rowsOf('a', [
  [0.1, 1],
  [0.5, 3],
]);
const two = rowsOf('b', [
  [-0.2, 2],
  [-0.9, 0.5],
]);
const area = (evidence: readonly ArmEvidence[], diagnostic = 'spread') =>
  detectorStatistic(
    evidence.map((each) => ({ evidence: each, estimands: [0] })),
    diagnostic,
    0.25,
  );

test('the area over all rows of all cells, by hand: .5 beats both, .9 neither', () => {
  expect(measureAlone(area([one, two]))).toMatchObject({ value: 0.5, n: 2 });
  expect(area([one]).score([0, 1]).value).toBe(1);
  expect(area([two]).score([0, 1]).value).toBe(0);
});

test('less is suspicious of what is better when there is more', () => {
  expect(area([one], 'r2').score([0, 1]).value).toBe(1);
});

test('rows without the diagnostic are left out and counted; without a wrong fit there is no area', () => {
  const silent = area([one, rowsOf('c', [[0.4, null]])]);
  expect(silent).toMatchObject({ attempts: 3, failed: 1 });
  expect(silent.score([0, 1]).value).toBe(1);
  expect(
    area([
      rowsOf('d', [
        [0.1, 1],
        [0.2, 2],
      ]),
    ]).score([0, 1]),
  ).toMatchObject({ value: null });
});

test('the error leaves out a replicate with its rows of every cell', () => {
  const many = rowsOf('e', [
    [0.1, 1],
    [0.5, 3],
    [0.1, 2],
    [0.6, 1.5],
    [0.7, 4],
  ]);
  const { replicates, without, score } = area([many, one]);
  const values = replicates.map((_, i) => without(replicates)(i)!);
  expect(values[1]).toBe(area([many]).score([0, 2, 3, 4]).value === null ? null : values[1]);
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const jackknife = Math.sqrt((4 / 5) * values.reduce((sum, v) => sum + (v - mean) * (v - mean), 0));
  expect(score(replicates).mcse).toBeCloseTo(jackknife, 12);
});
