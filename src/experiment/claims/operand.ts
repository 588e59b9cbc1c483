import type { FailurePolicy } from '../../score/types.ts';
import type { ClaimKind } from './types.ts';

/** Where a detector is looked at: an arm in a cell, and the estimands that make its fits right or wrong. */
export type DetectorPlace = { readonly cell: number; readonly arm: number; readonly estimands: readonly number[] };

/** One side of a claim, in indices of the plan. */
export type Operand = {
  readonly kind: Exclude<ClaimKind, 'curves'>;
  readonly measure: string;
  readonly cell: number;
  /** one, but for measures across arms */
  readonly arms: readonly number[];
  /** of the cell: one, or one a channel; none for parameters and diagnostics; of decisions the place of the measure's table,
   *  which stands behind those of the estimands */
  readonly estimands: readonly number[];
  /** index of the level, of measures of intervals */
  readonly level: number | null;
  readonly policy: FailurePolicy;
  readonly parameter?: string;
  readonly diagnostic?: string;
  /** of detectors: where, and what is wrong */
  readonly places?: readonly DetectorPlace[];
  readonly wrong?: number;
};
