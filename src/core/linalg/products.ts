/** Products on column-major Float64Arrays: entry (i, j) of an n × k matrix is a[i + j·n]. Hot: nothing is allocated, every
 *  sum has one fixed order, results go into arrays of the caller. */

/** Σ x[xAt + i]·y[yAt + i], i < n. Four running sums, added at the end: the order is fixed and the processor kept busy. */
export function dot(x: Float64Array, xAt: number, y: Float64Array, yAt: number, n: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  for (; i + 3 < n; i += 4) {
    s0 += x[xAt + i]! * y[yAt + i]!;
    s1 += x[xAt + i + 1]! * y[yAt + i + 1]!;
    s2 += x[xAt + i + 2]! * y[yAt + i + 2]!;
    s3 += x[xAt + i + 3]! * y[yAt + i + 3]!;
  }
  for (; i < n; i++) s0 += x[xAt + i]! * y[yAt + i]!;
  return s0 + s1 + (s2 + s3);
}

/** y[yAt + i] += scale·x[xAt + i], i < n. */
export function addScaled(scale: number, x: Float64Array, xAt: number, y: Float64Array, yAt: number, n: number): void {
  for (let i = 0; i < n; i++) y[yAt + i]! += scale * x[xAt + i]!;
}

/** out = A b. @param a n × k @param b length k @param out length n */
export function multiplyVector(a: Float64Array, n: number, k: number, b: Float64Array, out: Float64Array): void {
  out.fill(0, 0, n);
  for (let j = 0; j < k; j++) addScaled(b[j]!, a, j * n, out, 0, n);
}

/** out = Aᵀ b. @param a n × k @param b length n @param out length k */
export function multiplyTransposed(a: Float64Array, n: number, k: number, b: Float64Array, out: Float64Array): void {
  for (let j = 0; j < k; j++) out[j] = dot(a, j * n, b, 0, n);
}

/** out = AᵀA, all k × k entries. @param a n × k */
export function gram(a: Float64Array, n: number, k: number, out: Float64Array): void {
  for (let j = 0; j < k; j++) {
    for (let i = 0; i <= j; i++) {
      const product = dot(a, i * n, a, j * n, n);
      out[i + j * k] = product;
      out[j + i * k] = product;
    }
  }
}

/** out = A B. @param a n × m @param b m × k @param out n × k, neither a nor b */
export function multiply(a: Float64Array, n: number, m: number, b: Float64Array, k: number, out: Float64Array): void {
  out.fill(0, 0, n * k);
  for (let j = 0; j < k; j++) {
    for (let l = 0; l < m; l++) addScaled(b[l + j * m]!, a, l * n, out, j * n, n);
  }
}
