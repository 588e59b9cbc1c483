/** The inverse Ω/σ² of the covariance of T periods of stationary AR(1) errors is tridiagonal, and rᵀΩr is the sum of squared
 *  innovations: (1 − φ²)·r_0² + Σ (r_t − φ·r_{t−1})². Nothing here multiplies out that square: of a level that wanders
 *  slowly the terms would cancel.
 *
 *  out = scale·Ω·r, r and out T values, not the same array. Allocates nothing.
 *  @param sums receives rᵀΩr and −½·d(rᵀΩr)/dφ */
export function ar1Precision(
  residual: Float64Array,
  phi: number,
  scale: number,
  out: Float64Array,
  sums: Float64Array,
): void {
  const T = residual.length;
  let before = residual[0]!;
  // of the first period, what the second adds to is (1 − φ²)·r_0
  let innovation = (1 - phi) * (1 + phi) * before;
  let squares = innovation * before;
  let cross = phi * before * before;
  for (let t = 1; t < T; t++) {
    const r = residual[t]!;
    const next = r - phi * before;
    squares += next * next;
    cross += next * before;
    out[t - 1] = scale * (innovation - phi * next);
    innovation = next;
    before = r;
  }
  out[T - 1] = scale * innovation;
  sums[0] = squares;
  sums[1] = cross;
}
