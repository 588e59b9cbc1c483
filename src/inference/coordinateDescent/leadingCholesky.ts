/** A ← L with A = LLᵀ in the lower triangle, as far as A is positive definite: up to the first column of which no more than
 *  `smallest` of its diagonal is left. Of that column, row `rank` of L is left of the diagonal, and what is left on it.
 *  @param a symmetric m × m, column-major, lower triangle
 *  @returns how many columns come before it; m for a positive definite matrix
 *  @see Golub & Van Loan (2013), Matrix Computations, §4.2.5 */
export function leadingCholesky(a: Float64Array, m: number, smallest: number): number {
  for (let j = 0; j < m; j++) {
    const diagonal = a[j + j * m]!;
    let pivot = diagonal;
    for (let l = 0; l < j; l++) pivot -= a[j + l * m]! * a[j + l * m]!;
    a[j + j * m] = pivot;
    // written so that NaN ends it too
    if (!(pivot > smallest * diagonal)) return j;
    const root = Math.sqrt(pivot);
    a[j + j * m] = root;
    for (let i = j + 1; i < m; i++) {
      let left = a[i + j * m]!;
      for (let l = 0; l < j; l++) left -= a[i + l * m]! * a[j + l * m]!;
      a[i + j * m] = left / root;
    }
  }
  return m;
}
