import { solveLower, solveLowerTransposed } from './triangular.ts';

/** A ← L with A = LLᵀ, in the lower triangle; what stands above the diagonal is neither read nor changed.
 *  @param a symmetric n × n, column-major
 *  @returns false, with `a` half-written, if A is not positive definite */
export function choleskyInPlace(a: Float64Array, n: number): boolean {
  for (let j = 0; j < n; j++) {
    const pivot = a[j + j * n]!;
    // written so that NaN fails too
    if (!(pivot > 0 && pivot < Number.POSITIVE_INFINITY)) return false;
    const root = Math.sqrt(pivot);
    a[j + j * n] = root;
    for (let i = j + 1; i < n; i++) a[i + j * n]! /= root;
    for (let c = j + 1; c < n; c++) {
      const factor = a[c + j * n]!;
      for (let i = c; i < n; i++) a[i + c * n]! -= factor * a[i + j * n]!;
    }
  }
  return true;
}

/** b ← A⁻¹ b from the L that `choleskyInPlace` left. */
export function choleskySolve(l: Float64Array, n: number, b: Float64Array): void {
  solveLower(l, n, n, b);
  solveLowerTransposed(l, n, n, b);
}
