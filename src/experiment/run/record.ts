import type { Attempt, DecisionTruth } from '../../score/types.ts';

/** The truth of one dataset, once: values in the order of the cell's estimands. */
export type TruthRecord = {
  readonly kind: 'truth';
  readonly cell: string;
  readonly replicate: number;
  readonly digest: string;
  readonly values: readonly (number | null)[];
  /** in a study of decisions */
  readonly decision?: DecisionTruth;
  /** time to simulate, in milliseconds */
  readonly ms: number;
};

/** One attempt, with what finds its cell, arm and replicate in the plan. */
export type AttemptRecord = Attempt & {
  readonly kind: 'attempt';
  readonly cell: string;
  readonly arm: string;
  readonly replicate: number;
  /** in a study of calibration: ranks of the true quantities, in the order of the plan's; none where the fit failed */
  readonly ranks?: readonly number[];
  /** time to fit and score, in milliseconds */
  readonly ms: number;
};

/** What a run leaves: the lines of the journal. */
export type RunRecord = TruthRecord | AttemptRecord;
