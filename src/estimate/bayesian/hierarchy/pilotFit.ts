import { choleskyInPlace, choleskySolve } from '../../../core/linalg/cholesky.ts';
import { addScaled, dot } from '../../../core/linalg/products.ts';

/** Keeps normal equations solvable where a channel is silent in a geo: its effect then has no information. */
const RIDGE = 1e-8;
/** Estimates of less than a thousandth of the largest outcome, or errors of more than all of it, are no guide. */
export const SMALLEST = 1e-3;
const LARGEST = 1;

/** What is known of a coefficient beforehand: N(mean, σ²/weight). */
export type Known = { readonly mean: number; readonly weight: number };

/** Least squares with next to no ridge: coefficients, their variances and covariances with the first at σ = 1, the residual.
 *  @param x k columns of T values
 *  @param known of the first columns, if anything is */
export function ridgeFit(x: readonly Float64Array[], y: Float64Array, known: readonly Known[]) {
  const [k, T] = [x.length, y.length];
  const normal = new Float64Array(k * k);
  const coefficients = new Float64Array(k);
  for (let j = 0; j < k; j++) {
    for (let i = 0; i < k; i++) normal[i + j * k] = dot(x[i]!, 0, x[j]!, 0, T);
    const { mean, weight } = known[j] ?? { mean: 0, weight: 0 };
    normal[j + j * k]! += RIDGE * T + weight;
    coefficients[j] = dot(x[j]!, 0, y, 0, T) + weight * mean;
  }
  choleskyInPlace(normal, k);
  choleskySolve(normal, k, coefficients);
  const variances = new Float64Array(k);
  const covariances = new Float64Array(k);
  const unit = new Float64Array(k);
  for (let j = 0; j < k; j++) {
    unit.fill(0);
    unit[j] = 1;
    choleskySolve(normal, k, unit);
    variances[j] = unit[j]!;
    covariances[j] = unit[0]!;
  }
  const residual = y.slice();
  for (let j = 0; j < k; j++) addScaled(-coefficients[j]!, x[j]!, 0, residual, 0, T);
  return { coefficients, variances, covariances, residual };
}

/** By moments: the mean over geos, weighted by precision, and its error; the spread beyond the estimates' own errors, and how well
 *  it is known: v = spread² + noise² of G geos has error v·√(2/G), which is that of spread² too. */
export function momentsOf(estimate: Float64Array, variance: Float64Array) {
  const G = estimate.length;
  const noise = variance.map((v) => Math.min(LARGEST * LARGEST, v));
  let [total, weighted] = [0, 0];
  for (let g = 0; g < G; g++) {
    total += 1 / noise[g]!;
    weighted += estimate[g]! / noise[g]!;
  }
  const mean = weighted / total;
  let [between, within] = [0, 0];
  for (let g = 0; g < G; g++) {
    between += (estimate[g]! - mean) * (estimate[g]! - mean);
    within += noise[g]!;
  }
  const spread = Math.sqrt(Math.max(SMALLEST * SMALLEST, (between - within) / G));
  const v = Math.max(between, within) / G + SMALLEST * SMALLEST;
  const spreadError = Math.min(v / (spread * Math.sqrt(2 * G)), Math.sqrt(v * Math.sqrt(2 / G)));
  return { mean, error: Math.sqrt(1 / total + (spread * spread) / G), spread, spreadError };
}

/** 1/√(2G): the sd of the logarithm of a scale known from G values. */
export function tailRate(geos: number): number {
  return 1 / Math.sqrt(2 * geos);
}
