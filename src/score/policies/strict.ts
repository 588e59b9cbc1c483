import { sum } from '../../core/stats.ts';
import { shareScore } from '../measures/share.ts';
import type { Policy } from './policy.ts';

/** A failed fit gives no interval, so it covers nothing: the lower bound. @see statistics.md §4 */
export const strict = countingFailures('strict', 0);

/** Every failure had covered: the upper bound, strict + failure share. @see statistics.md §4 */
export const strictUpper = countingFailures('strict-upper', 1);

function countingFailures(id: 'strict' | 'strict-upper', hitsPerFailure: 0 | 1): Policy {
  return {
    id,
    score: (measure, sample, missing) =>
      measure.failureIsMiss && measure.losses !== null
        ? shareScore(sum(measure.losses(sample)) + hitsPerFailure * missing, sample.n + missing)
        : null,
  };
}
