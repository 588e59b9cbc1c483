/** Triangular solves in place on column-major storage with `stride` rows a column (entry (i, j) at a[i + j·stride]), so that
 *  the R of a QR factorization is solved where it stands. Nothing is allocated. The diagonal must not hold a zero. */

/** b ← U⁻¹ b, U upper triangular k × k. */
export function solveUpper(u: Float64Array, stride: number, k: number, b: Float64Array): void {
  for (let j = k - 1; j >= 0; j--) {
    const value = b[j]! / u[j + j * stride]!;
    b[j] = value;
    for (let i = 0; i < j; i++) b[i]! -= value * u[i + j * stride]!;
  }
}

/** b ← U⁻ᵀ b, U upper triangular k × k. */
export function solveUpperTransposed(u: Float64Array, stride: number, k: number, b: Float64Array): void {
  for (let j = 0; j < k; j++) {
    let value = b[j]!;
    for (let i = 0; i < j; i++) value -= u[i + j * stride]! * b[i]!;
    b[j] = value / u[j + j * stride]!;
  }
}

/** b ← L⁻¹ b, L lower triangular k × k. */
export function solveLower(l: Float64Array, stride: number, k: number, b: Float64Array): void {
  for (let j = 0; j < k; j++) {
    const value = b[j]! / l[j + j * stride]!;
    b[j] = value;
    for (let i = j + 1; i < k; i++) b[i]! -= value * l[i + j * stride]!;
  }
}

/** b ← L⁻ᵀ b, L lower triangular k × k. */
export function solveLowerTransposed(l: Float64Array, stride: number, k: number, b: Float64Array): void {
  for (let j = k - 1; j >= 0; j--) {
    let value = b[j]!;
    for (let i = j + 1; i < k; i++) value -= l[i + j * stride]! * b[i]!;
    b[j] = value / l[j + j * stride]!;
  }
}

/** out = U⁻¹, upper triangular k × k with k rows a column; zeros below the diagonal. */
export function invertUpper(u: Float64Array, stride: number, k: number, out: Float64Array): void {
  out.fill(0, 0, k * k);
  for (let j = 0; j < k; j++) {
    const inverse = 1 / u[j + j * stride]!;
    // column j of U⁻¹ is −(U⁻¹ of the leading block)·(column j of U)·inverse
    for (let l = 0; l < j; l++) {
      const value = -u[l + j * stride]! * inverse;
      for (let i = 0; i <= l; i++) out[i + j * k]! += value * out[i + l * k]!;
    }
    out[j + j * k] = inverse;
  }
}

/** out = U⁻¹U⁻ᵀ, all k × k entries, from U⁻¹ as `invertUpper` leaves it: (XᵀX)⁻¹ when U is the R of X. */
export function inverseGram(inverse: Float64Array, k: number, out: Float64Array): void {
  for (let j = 0; j < k; j++) {
    for (let i = 0; i <= j; i++) {
      let total = 0;
      for (let l = j; l < k; l++) total += inverse[i + l * k]! * inverse[j + l * k]!;
      out[i + j * k] = total;
      out[j + i * k] = total;
    }
  }
}
