import { addScaled, dot } from './products.ts';

/** A column is dependent when what is left of it after projection on the columns before is below this share of its norm.
 *  Rounding leaves 2e-16 of the norm, so its coefficient would hold log10(1e-10/2e-16), less than six, correct digits.
 *  R's lm refuses at 1e-7; collinear columns made from the same floating-point numbers come out near 1e-15. */
const DEPENDENT = 1e-10;

/** A ← QR by Householder reflections, without pivoting. On return R stands in the upper triangle, and below it the
 *  reflection vectors, scaled to 1 at their (not stored) head. Nothing is allocated.
 *
 *  The rank test goes with the columns: column j counts when its part orthogonal to the earlier ones is above 1e-10 of its
 *  own norm, so the scale of a column does not matter. A column that fails is passed over: R is then no triangle, and
 *  the factors serve only to say which columns depend on the ones before them.
 *  @param a n × k column-major, n ≥ k for a solvable system, changed in place
 *  @param tau length k: the factors of the reflections; −1 marks a dependent column
 *  @returns the rank
 *  @see Golub & Van Loan (2013), Matrix Computations, algorithm 5.2.1 */
export function householderQr(a: Float64Array, n: number, k: number, tau: Float64Array): number {
  let rank = 0;
  for (let j = 0; j < k; j++) {
    const head = rank + j * n;
    const above = dot(a, j * n, a, j * n, rank);
    const left = rank < n ? dot(a, head, a, head, n - rank) : 0;
    // reflections keep norms, so above + left is the squared norm of the column as it was given
    if (!(left > DEPENDENT * DEPENDENT * (above + left))) {
      tau[j] = -1;
      continue;
    }
    const first = a[head]!;
    const r = first > 0 ? -Math.sqrt(left) : Math.sqrt(left);
    const scale = 1 / (first - r);
    for (let i = 1; i < n - rank; i++) a[head + i]! *= scale;
    const factor = (r - first) / r;
    tau[j] = factor;
    a[head] = 1;
    for (let c = j + 1; c < k; c++) {
      const at = rank + c * n;
      addScaled(-factor * dot(a, head, a, at, n - rank), a, head, a, at, n - rank);
    }
    a[head] = r;
    rank++;
  }
  return rank;
}

/** y ← Qᵀ y, from a factorization of full rank. @param y length n */
export function applyQTransposed(qr: Float64Array, n: number, k: number, tau: Float64Array, y: Float64Array): void {
  for (let j = 0; j < k; j++) reflect(qr, n, j, tau[j]!, y);
}

/** y ← Q y, from a factorization of full rank. @param y length n */
export function applyQ(qr: Float64Array, n: number, k: number, tau: Float64Array, y: Float64Array): void {
  for (let j = k - 1; j >= 0; j--) reflect(qr, n, j, tau[j]!, y);
}

function reflect(qr: Float64Array, n: number, j: number, factor: number, y: Float64Array): void {
  const tail = j + 1 + j * n;
  const projection = factor * (y[j]! + dot(qr, tail, y, j + 1, n - j - 1));
  y[j]! -= projection;
  addScaled(-projection, qr, tail, y, j + 1, n - j - 1);
}
