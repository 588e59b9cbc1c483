import type { LeastSquaresFit } from '../../inference/leastSquares/fit.ts';
import type { Column } from '../columns.ts';
import type { Diagnostics } from '../contract.ts';

/** Coefficients, and whether the work budget sufficed for them. */
export type Refit = { readonly coefficients: Float64Array; readonly converged: boolean };

/** One fitted equation of the two. */
export type Stage = {
  readonly status: 'ok';
  readonly columns: readonly Column[];
  /** k */
  readonly coefficients: Float64Array;
  /** n */
  readonly fitted: Float64Array;
  /** n */
  readonly residuals: Float64Array;
  /** residual degrees of freedom */
  readonly df: number;
  readonly diagnostics: Diagnostics;
  /** fits that used up their work budget, among those that this one took */
  readonly unconverged: number;
  /** Fits another response; with `design`, n × k, on other columns too. Penalties stay as chosen. */
  readonly refit: (response: Float64Array, design?: Float64Array) => Refit;
  /** what covariances are made of; null for a penalized fit, which has none */
  readonly leastSquares: LeastSquaresFit | null;
};

/** Both equations, and how the second one's columns come from the first. */
export type TwoStages = {
  readonly first: Stage;
  readonly second: Stage;
  /** n × k₂ design of the second stage for other coefficients of the first; null where it does not depend on them */
  readonly designFor: ((firstCoefficients: Float64Array) => Float64Array) | null;
};
