import { pointwiseTotal, type Total } from './pointwise.ts';

/** How much better A predicts than B, observation by observation: Σd and its paired standard error √(N·var d).
 *  @param a, b pointwise elpd of two fits (`waic` or `psisLoo`) on the same observations in the same order
 *  @see statistics.md §5; Vehtari, Gelman & Gabry (2017), eq. 24 */
export function elpdDifference(a: Float64Array, b: Float64Array): Total {
  if (a.length !== b.length)
    throw new RangeError(`pointwise elpd of ${a.length} and of ${b.length} observations; allowed are the same ones`);
  return pointwiseTotal(a.map((value, i) => value - b[i]!));
}

/** One of several models: its place in the list that was given, and how far it is behind the best (0 or less). */
export type Standing = { readonly index: number; readonly difference: Total };

/** Models by elpd, best first, each with its paired difference to the best; ties in the order given. As R's `loo_compare`.
 *  @param pointwise elpd by model, on the same observations in the same order */
export function compareElpd(pointwise: readonly Float64Array[]): readonly Standing[] {
  const totals = pointwise.map((values) => pointwiseTotal(values).value);
  const order = totals.map((_, index) => index).sort((a, b) => totals[b]! - totals[a]! || a - b);
  return order.map((index) => ({ index, difference: elpdDifference(pointwise[index]!, pointwise[order[0]!]!) }));
}

/** Below this a difference is small whatever its standard error, and the error itself is not to be trusted. */
export const SMALL_DIFFERENCE = 4;
/** Standard errors that a difference must exceed. */
export const FEWEST_ERRORS = 2;
/** With fewer observations the standard error of a difference tends to be too small. */
export const FEW_OBSERVATIONS = 100;

/** Whether the data tell two models apart: their elpd differ by at least 4 and by at least 2 standard errors.
 *  @see Sivula, Magnusson, Matamoros & Vehtari (2020), "Uncertainty in Bayesian leave-one-out cross-validation based model
 *  comparison"; Vehtari, cross-validation FAQ, on small differences */
export function toldApart({ value, se }: Total): boolean {
  return Math.abs(value) >= SMALL_DIFFERENCE && Math.abs(value) >= FEWEST_ERRORS * se;
}
