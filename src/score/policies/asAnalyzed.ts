import type { Policy } from './policy.ts';

/** What an analyst would see: the fits that succeeded. A fit that did not converge is a failure, though its numbers are
 *  kept. The count of failures stands on every row. @see statistics.md §4 */
export const asAnalyzed: Policy = {
  id: 'as-analyzed',
  score: (measure, sample) => measure.compute(sample),
};
