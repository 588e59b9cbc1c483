import { pointwiseTotal, type Total } from './pointwise.ts';

/** How much better A predicts than B, observation by observation: Σd and its paired standard error √(N·var d).
 *  @param a, b pointwise elpd of two fits (`waic` or `psisLoo`) on the same observations in the same order
 *  @see statistics.md §5; Vehtari, Gelman & Gabry (2017), eq. 24 */
export function elpdDifference(a: Float64Array, b: Float64Array): Total {
  if (a.length !== b.length)
    throw new RangeError(`pointwise elpd of ${a.length} and of ${b.length} observations; allowed are the same ones`);
  return pointwiseTotal(a.map((value, i) => value - b[i]!));
}
