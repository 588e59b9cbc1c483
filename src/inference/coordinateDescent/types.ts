/** How strongly coefficients are penalized. @see objective.ts for the formula */
export type Penalty = {
  /** above 0 */
  readonly alpha: number;
  /** share of the absolute penalty: 1 is the lasso, 0 ridge */
  readonly l1Ratio: number;
  /** what the outcome is measured in, 1 by default (scikit-learn): with its standard deviation, as glmnet has it, one alpha
   *  means the same for every outcome */
  readonly unit?: number;
};

/** A penalized least-squares problem by its second moments: nothing of it grows with the number of rows n. */
export type GramProblem = {
  /** number of coefficients */
  readonly k: number;
  /** XᵀX/n, k × k column-major; a column of zeros keeps its coefficient at 0 */
  readonly gram: Float64Array;
  /** Xᵀy/n, k */
  readonly covariance: Float64Array;
  /** yᵀy/n */
  readonly outcomeSquare: number;
  /** k, above 0: multiples of the penalty, coefficient by coefficient */
  readonly factors: Float64Array;
  /** k: 1 where a coefficient may not be negative */
  readonly nonNegative: Uint8Array;
};

/** When a fit is good enough, and when to give up. */
export type Limits = {
  /** duality gap, as a share of yᵀy/n */
  readonly tolerance: number;
  /** passes over the coefficients for one penalty */
  readonly maxSweeps: number;
};

/** The gap is 1e-10 of the outcome's square: past any digit that data have. The exact step mostly ends near 1e-16.
 *  A thousand sweeps is scikit-learn's limit too; commonly used, and arbitrary. */
export const defaultLimits: Limits = { tolerance: 1e-10, maxSweeps: 1000 };
