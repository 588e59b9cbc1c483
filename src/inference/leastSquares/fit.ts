import { dependentColumns, fitLeastSquares, leastSquaresRoom } from '../../core/linalg/leastSquares.ts';
import { applyQ } from '../../core/linalg/qr.ts';
import { type Dependence, dependencies } from './dependence.ts';

/** A least-squares fit y = Xb + e with what every covariance estimate is made of. Matrices are column-major. */
export type LeastSquaresFit = {
  readonly status: 'ok';
  readonly n: number;
  readonly k: number;
  /** n − k, at least 1 */
  readonly df: number;
  /** n × k and n, as given */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** k */
  readonly coefficients: Float64Array;
  /** n */
  readonly fitted: Float64Array;
  /** n */
  readonly residuals: Float64Array;
  /** Σ e² */
  readonly rss: number;
  /** n × k with orthonormal columns, X = QR */
  readonly q: Float64Array;
  /** k × k upper triangle R⁻¹ */
  readonly inverseR: Float64Array;
};

/** Why there are no coefficients. */
export type LeastSquaresRefusal =
  | { readonly status: 'more-columns-than-rows' }
  | { readonly status: 'rank-deficient'; readonly dependent: readonly Dependence[] };

/** Ordinary least squares by Householder QR. A design without a unique answer, or without a degree of freedom left, is
 *  refused: no number stands for it.
 *  @param x n × k column-major; left as it is
 *  @param y n values
 *  @see Golub & Van Loan (2013), Matrix Computations, §5.3.2 */
export function leastSquares(x: Float64Array, y: Float64Array, k: number): LeastSquaresFit | LeastSquaresRefusal {
  const n = y.length;
  if (x.length !== n * k) throw new RangeError(`leastSquares: ${x.length} values are no ${n} × ${k} design`);
  if (k >= n) return { status: 'more-columns-than-rows' };
  const room = leastSquaresRoom(n, k);
  if (fitLeastSquares(room, x, y) < k) {
    return { status: 'rank-deficient', dependent: dependencies(x, n, dependentColumns(room)) };
  }
  const q = new Float64Array(n * k);
  for (let j = 0; j < k; j++) {
    q[j + j * n] = 1;
    applyQ(room.qr, n, k, room.tau, q.subarray(j * n, (j + 1) * n));
  }
  const { coefficients, residuals, inverseR } = room;
  const fitted = y.map((value, t) => value - residuals[t]!);
  let rss = 0;
  for (let t = 0; t < n; t++) rss += residuals[t]! * residuals[t]!;
  return { status: 'ok', n, k, df: n - k, x, y, coefficients, fitted, residuals, rss, q, inverseR };
}
