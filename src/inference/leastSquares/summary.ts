import { log } from '../../core/math.ts';
import type { LeastSquaresFit } from './fit.ts';

/** How well a fit describes its data; conventions of statsmodels and R. */
export type FitSummary = {
  /** 1 − RSS/Σ(y − ȳ)² */
  readonly r2: number;
  readonly r2Adjusted: number;
  /** RSS/(n − k) */
  readonly sigma2: number;
  /** normal log-likelihood at the maximum, where σ² = RSS/n */
  readonly logLikelihood: number;
  /** k counts the coefficients, not σ */
  readonly aic: number;
  readonly bic: number;
};

/** Summaries of a fit whose columns hold or span an intercept. With a constant outcome R² is not defined, with residuals
 *  of 0 the likelihood is not: they are then not finite, and callers leave them out. */
export function summarize(fit: LeastSquaresFit): FitSummary {
  const { n, k, df, y, rss } = fit;
  let mean = 0;
  for (let t = 0; t < n; t++) mean += y[t]!;
  mean /= n;
  let tss = 0;
  for (let t = 0; t < n; t++) tss += (y[t]! - mean) * (y[t]! - mean);
  const logLikelihood = -(n / 2) * (log(2 * Math.PI) + log(rss / n) + 1);
  return {
    r2: 1 - rss / tss,
    r2Adjusted: 1 - rss / df / (tss / (n - 1)),
    sigma2: rss / df,
    logLikelihood,
    aic: 2 * k - 2 * logLikelihood,
    bic: k * log(n) - 2 * logLikelihood,
  };
}

/** Σ(e_t − e_{t−1})²/Σe²: near 2 without autocorrelation, below it for positive. Differences stay within a geo.
 *  @param periods rows of one geo
 *  @see Durbin & Watson (1950), Biometrika 37 */
export function durbinWatson(residuals: Float64Array, periods: number = residuals.length): number {
  let differences = 0;
  let squares = 0;
  for (let i = 0; i < residuals.length; i++) {
    const e = residuals[i]!;
    squares += e * e;
    if (i % periods !== 0) differences += (e - residuals[i - 1]!) * (e - residuals[i - 1]!);
  }
  return differences / squares;
}
