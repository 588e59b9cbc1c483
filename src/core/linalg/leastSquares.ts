import { applyQ, applyQTransposed, householderQr } from './qr.ts';
import { invertUpper, solveUpper } from './triangular.ts';

/** Room for least-squares fits of one shape, to be used again and again; what a fit leaves in it lives until the next. */
export type LeastSquares = {
  readonly n: number;
  readonly k: number;
  /** n × k: R and the reflections */
  readonly qr: Float64Array;
  readonly tau: Float64Array;
  /** k */
  readonly coefficients: Float64Array;
  /** n */
  readonly residuals: Float64Array;
  /** k × k upper triangle: (XᵀX)⁻¹ is its product with its transpose (`inverseGram`) */
  readonly inverseR: Float64Array;
};

/** @param n rows
 *  @param k columns */
export function leastSquaresRoom(n: number, k: number): LeastSquares {
  return {
    n,
    k,
    qr: new Float64Array(n * k),
    tau: new Float64Array(k),
    coefficients: new Float64Array(k),
    residuals: new Float64Array(n),
    inverseR: new Float64Array(k * k),
  };
}

/** Fits y = X b by QR; coefficients, residuals and R⁻¹ are left in `room`. Nothing is allocated.
 *  @param x n × k column-major, left as it is
 *  @returns the rank of X; below k nothing but `tau` is of use, where −1 marks the dependent columns */
export function fitLeastSquares(room: LeastSquares, x: Float64Array, y: Float64Array): number {
  const { n, k, qr, tau, coefficients, residuals, inverseR } = room;
  qr.set(x);
  const rank = householderQr(qr, n, k, tau);
  if (rank < k) return rank;
  residuals.set(y);
  applyQTransposed(qr, n, k, tau, residuals);
  for (let j = 0; j < k; j++) coefficients[j] = residuals[j]!;
  solveUpper(qr, n, k, coefficients);
  // Qᵀy with its first k entries dropped is Qᵀ of the residuals: no subtraction y − Xb, no cancellation
  residuals.fill(0, 0, k);
  applyQ(qr, n, k, tau, residuals);
  invertUpper(qr, n, k, inverseR);
  return rank;
}

/** Numbers of the columns that depend on the ones before them, after a fit whose rank fell short. */
export function dependentColumns(room: LeastSquares): number[] {
  return Array.from(room.tau, (factor, j) => (factor === -1 ? j : -1)).filter((j) => j >= 0);
}
