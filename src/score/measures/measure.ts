/** What a measure may read besides the points; replicates that lack it are left out of the measure. */
export type Need = 'truth' | 'se' | 'interval' | 'draws' | 'mcse';

/** The replicates a measure is computed on, column by column in replicate order, n values each. A column that the
 *  measure did not name among its needs may hold NaN. Units are the estimand's. */
export type Sample = {
  readonly n: number;
  /** level of the intervals; null for measures without one */
  readonly level: number | null;
  readonly truth: Float64Array;
  readonly point: Float64Array;
  /** point − truth */
  readonly error: Float64Array;
  readonly se: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** needs draws */
  readonly crps: Float64Array;
  /** Monte Carlo standard error of the point inside the fit */
  readonly mcse: Float64Array;
};

/** One number with its Monte Carlo standard error. Null, never NaN, where it is not defined. */
export type Score = {
  readonly value: number | null;
  readonly mcse: number | null;
  /** 95 % interval where it is not value ± 1.96·mcse: Wilson's, for shares */
  readonly lower: number | null;
  readonly upper: number | null;
  /** replicates the number rests on */
  readonly n: number;
};

/** A performance measure of one arm. @see statistics.md §3 */
export type Measure = {
  /** snake_case, as in performance.csv */
  readonly id: string;
  readonly about: string;
  /** as printed by `plumbline list measures` */
  readonly formula: string;
  readonly needs: readonly Need[];
  /** computed once an interval level */
  readonly perLevel: boolean;
  /** is it a share of replicates, with binomial error? */
  readonly share: boolean;
  /** may a failed fit be counted as a miss? Only coverage: a fit that gives no interval covers nothing */
  readonly failureIsMiss: boolean;
  /** n losses whose mean is the measure, where it is a mean: what paired comparisons subtract */
  readonly losses: ((sample: Sample) => Float64Array) | null;
  readonly compute: (sample: Sample) => Score;
};
