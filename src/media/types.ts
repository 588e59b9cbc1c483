import type { PriorSpec } from '../core/prior.ts';

/** One parameter of a curve. Bounds are closed unless `open` says otherwise. */
export type CurveParameter = {
  /** snake_case, as in YAML: `alpha`, `half_saturation` */
  readonly name: string;
  readonly about: string;
  readonly lower: number;
  readonly upper: number;
  /** which ends the parameter may not reach */
  readonly open: 'none' | 'lower' | 'upper' | 'both';
  /** what a user gets who names the curve but not the parameter; undefined: must be given */
  readonly default?: number;
  /** default prior in a Bayesian fit on spend scaled to a maximum of 1 */
  readonly prior: PriorSpec;
};

/** A carryover curve: finite weights over lags 0..lags − 1, before any normalization. */
export type Adstock = {
  readonly id: string;
  readonly about: string;
  /** as printed in docs and `plumbline list curves` */
  readonly formula: string;
  readonly parameters: readonly CurveParameter[];
  /** weights at lags 0..lags − 1, not normalized; `p` in the order of `parameters` */
  readonly weights: (p: ArrayLike<number>, lags: number) => Float64Array;
  /** d weights / d p_j, one array of length `lags` for each parameter */
  readonly weightGradients: (p: ArrayLike<number>, lags: number) => readonly Float64Array[];
  /** Where a recursion is faster than a convolution: the adstocked series and its derivative in each parameter, weights
   *  divided by their sum if `normalize`. Values are at least 0; equal to the convolution but for rounding. Allocates nothing.
   *  @param series consecutive periods, before them 0
   *  @param out the last out.length periods; likewise each of `byParameter` */
  readonly carry?: (
    series: Float64Array,
    p: ArrayLike<number>,
    lags: number,
    normalize: boolean,
    out: Float64Array,
    byParameter: readonly Float64Array[],
  ) => void;
};

/** A response curve, f(0) = 0, non-decreasing in x ≥ 0. */
export type Saturation = {
  readonly id: string;
  readonly about: string;
  readonly formula: string;
  readonly parameters: readonly CurveParameter[];
  /** sup of f over x ≥ 0, or Infinity */
  readonly supremum: number;
  readonly value: (x: number, p: ArrayLike<number>) => number;
  /** out[0] = f(x), out[1] = ∂f/∂x, out[2 + j] = ∂f/∂p_j. Allocates nothing: it stands in hot loops. */
  readonly gradient: (x: number, p: ArrayLike<number>, out: Float64Array) => void;
  /** The same for a whole series at once, where a loop of its own is faster; equal to `gradient` to 1e-13 absolute for the
   *  value and 1e-12 relative to the largest derivative. Allocates nothing. */
  readonly gradientInto?: (x: Float64Array, p: ArrayLike<number>, out: SeriesGradient) => void;
};

/** f, ∂f/∂x and ∂f/∂p_j of every value of a series, each as long as the series. */
export type SeriesGradient = {
  readonly value: Float64Array;
  readonly byInput: Float64Array;
  readonly byParameter: readonly Float64Array[];
};

/** An adstock with its numbers: plain, serialisable, hashable. */
export type AdstockSpec = {
  readonly curve: string;
  /** in the order of the curve's `parameters` */
  readonly parameters: readonly number[];
  /** number of lags, including lag 0: weights at 0..max_lag − 1 */
  readonly maxLag: number;
  /** divide the weights by their sum */
  readonly normalize: boolean;
};

/** A saturation with its numbers. */
export type SaturationSpec = { readonly curve: string; readonly parameters: readonly number[] };

/** How one channel's spend becomes response. */
export type ChannelCurves = {
  readonly adstock: AdstockSpec;
  readonly saturation: SaturationSpec;
  readonly order: 'adstock-first' | 'saturation-first';
};
