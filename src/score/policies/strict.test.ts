import { expect, test } from 'vitest';
import type { Sample } from '../measures/measure.ts';
import { measures } from '../measures/registry.ts';
import { shareScore } from '../measures/share.ts';
import { asAnalyzed } from './asAnalyzed.ts';
import { completeCase } from './completeCase.ts';
import { withFallback } from './fallback.ts';
import { policies } from './registry.ts';
import { strict, strictUpper } from './strict.ts';

/** Three intervals, two of which hold the truth 0. */
const none = new Float64Array(3).fill(Number.NaN);
const sample: Sample = {
  ...{ n: 3, level: 0.8, truth: new Float64Array(3), point: new Float64Array(3), error: new Float64Array(3) },
  ...{ lower: Float64Array.of(-1, -1, 1), upper: Float64Array.of(1, 1, 2), se: none, crps: none, mcse: none },
};

test('every cell is scored as analyzed and by both strict bounds; the ids are those of the CSV', () => {
  expect(policies).toEqual([asAnalyzed, strict, strictUpper]);
  const ids = [...policies, completeCase([]), withFallback([])].map(({ id }) => id);
  expect(ids).toEqual(['as-analyzed', 'strict', 'strict-upper', 'complete-case', 'fallback']);
});

test('as analyzed is the measure itself, whatever failed', () => {
  expect(asAnalyzed.score(measures.coverage, sample, 2)).toEqual(measures.coverage.compute(sample));
});

test('strict bounds of §4: 2 of 3 hold and 2 failed, so 2 in 5 and 4 in 5, apart by the share of failures', () => {
  expect(strict.score(measures.coverage, sample, 2)).toEqual(shareScore(2, 5));
  expect(strictUpper.score(measures.coverage, sample, 2)).toEqual(shareScore(4, 5));
  expect(strict.score(measures.coverage, sample, 0)).toEqual(strictUpper.score(measures.coverage, sample, 0));
});

test('strict speaks of coverage only: a failed fit has no error, and an interval on neither side of the truth', () => {
  for (const measure of [measures.bias, measures.rmse, measures.noncoverage_below, measures.bias_eliminated_coverage])
    expect([strict, strictUpper].map((policy) => policy.score(measure, sample, 2))).toEqual([null, null]);
  // a measure of one's own that would count failures, and is no mean
  expect(strict.score({ ...measures.rmse, failureIsMiss: true }, sample, 2)).toBeNull();
});
