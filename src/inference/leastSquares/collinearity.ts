import { dot } from '../../core/linalg/products.ts';
import type { LeastSquaresFit } from './fit.ts';

/** Variance inflation of column j: (XᵀX)⁻¹_jj·Σ(x_j − x̄_j)², which is 1/(1 − R_j²) on the other columns when an intercept
 *  is among them (one a geo: means are then taken within geos).
 *  @param periods rows of one geo
 *  @see Belsley, Kuh & Welsch (1980), §3.2 */
export function varianceInflation(fit: LeastSquaresFit, j: number, periods: number = fit.n): number {
  const { n, k, x, inverseR } = fit;
  let centered = 0;
  for (let start = j * n; start < (j + 1) * n; start += periods) {
    let mean = 0;
    for (let i = start; i < start + periods; i++) mean += x[i]!;
    mean /= periods;
    for (let i = start; i < start + periods; i++) centered += (x[i]! - mean) * (x[i]! - mean);
  }
  let inverse = 0;
  for (let l = j; l < k; l++) inverse += inverseR[j + l * k]! * inverseR[j + l * k]!;
  return inverse * centered;
}

/** Ratio of the largest to the smallest singular value of X with its columns scaled to length 1: free of units; above
 *  about 30 the columns are seriously collinear.
 *  @see Belsley, Kuh & Welsch (1980), §3.2 */
export function conditionNumber(fit: LeastSquaresFit): number {
  const { n, k, x, inverseR } = fit;
  // the inverse of RD⁻¹ has the inverse singular values, hence the same ratio
  const inverse = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    const norm = Math.sqrt(dot(x, i * n, x, i * n, n));
    for (let j = i; j < k; j++) inverse[i + j * k] = norm * inverseR[i + j * k]!;
  }
  const values = singularValues(inverse, k, k);
  return Math.max(...values) / Math.min(...values);
}

/** Rotations leave columns orthogonal to this share of their norms. */
const orthogonal = 1e-14;
/** Convergence is quadratic; ten sweeps are ample for any matrix met here, sixty a guard. */
const maxSweeps = 60;

/** Singular values, unordered, by one-sided Jacobi: columns are rotated in pairs until all are orthogonal, and their norms
 *  are the values, small ones to high relative accuracy. Overwrites `a`.
 *  @param a n × k column-major, n ≥ k
 *  @see Golub & Van Loan (2013), Matrix Computations, §8.6.3 */
export function singularValues(a: Float64Array, n: number, k: number): Float64Array {
  for (let sweep = 0, turned = true; turned && sweep < maxSweeps; sweep++) {
    turned = false;
    for (let p = 0; p < k - 1; p++) {
      for (let q = p + 1; q < k; q++) {
        const alpha = dot(a, p * n, a, p * n, n);
        const beta = dot(a, q * n, a, q * n, n);
        const gamma = dot(a, p * n, a, q * n, n);
        if (Math.abs(gamma) <= orthogonal * Math.sqrt(alpha * beta)) continue;
        turned = true;
        const zeta = (beta - alpha) / (2 * gamma);
        const tangent = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
        const c = 1 / Math.sqrt(1 + tangent * tangent);
        const s = c * tangent;
        for (let i = 0; i < n; i++) {
          const u = a[i + p * n]!;
          const v = a[i + q * n]!;
          a[i + p * n] = c * u - s * v;
          a[i + q * n] = s * u + c * v;
        }
      }
    }
  }
  return Float64Array.from({ length: k }, (_, j) => Math.sqrt(dot(a, j * n, a, j * n, n)));
}
