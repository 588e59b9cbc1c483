import { sum } from '../../core/stats.ts';
import { shareScore } from '../measures/share.ts';
import type { Policy } from './policy.ts';

/** A failed fit gives no interval, so it covers nothing: the lower bound. @see statistics.md §4 */
export const strict = countingFailures('strict', 'a failure does not cover', 0);

/** Every failure had covered: the upper bound, strict + failure share. @see statistics.md §4 */
export const strictUpper = countingFailures('strict-upper', 'as if every failure had covered: the upper bound', 1);

function countingFailures(id: 'strict' | 'strict-upper', about: string, hitsPerFailure: 0 | 1): Policy {
  return {
    id,
    about,
    score: (measure, sample, missing) =>
      measure.failureIsMiss && measure.losses !== null
        ? shareScore(sum(measure.losses(sample)) + hitsPerFailure * missing, sample.n + missing)
        : null,
  };
}
