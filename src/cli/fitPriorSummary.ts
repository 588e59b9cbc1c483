import { quantileSorted, sorted } from '../core/stats.ts';
import type { Interval } from '../estimate/contract.ts';

/** What is shown of a prior: wide, narrow, and what it all but rules out. */
export const PRIOR_LEVELS = [0.5, 0.8, 0.95] as const;

/** Draws of a quantity in a few numbers. */
export type PriorSummary = { readonly median: number; readonly intervals: readonly Interval[] };

/** Median and equal-tailed intervals. Draws that overflow count as what they are: beyond all others.
 *  @param draws none is NaN */
export function summarisePrior(draws: Float64Array): PriorSummary {
  const ascending = sorted(draws);
  return {
    median: quantileSorted(ascending, 0.5),
    intervals: PRIOR_LEVELS.map((level) => ({
      level,
      lower: quantileSorted(ascending, (1 - level) / 2),
      upper: quantileSorted(ascending, (1 + level) / 2),
    })),
  };
}

/** Part of the draws for which something holds. */
export function share(draws: Float64Array, holds: (value: number) => boolean): number {
  let count = 0;
  for (let k = 0; k < draws.length; k++) if (holds(draws[k]!)) count += 1;
  return count / draws.length;
}
