import type { Answers } from '../answers.ts';
import type { Measure, Sample, Score } from '../measures/measure.ts';
import type { FailurePolicy } from '../types.ts';

/** A way to count failed fits. @see statistics.md §4 */
export type Policy = {
  readonly id: FailurePolicy;
  /** Replaces an arm's answers before they are scored. A policy that looks at other arms (only replicates where all
   *  succeeded, or a fallback arm's answer) is made by a function of their answers and does its work here.
   *  @param estimand index of the estimand in the cell */
  readonly answers?: (own: Answers, estimand: number) => Answers;
  /** Null where the policy says nothing about the measure.
   *  @param sample the replicates that the measure can use
   *  @param missing replicates with a truth but without what the measure needs */
  readonly score: (measure: Measure, sample: Sample, missing: number) => Score | null;
};
