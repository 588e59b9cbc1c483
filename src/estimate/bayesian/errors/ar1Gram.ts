import { gram } from '../../../core/linalg/products.ts';

/** XᵀΩ(φ)X of the columns of X, as a polynomial in 1 − φ: with x_0 the first row, D the differences from row to row and L the
 *  rows before them,
 *
 *      XᵀΩX = DᵀD + (1 − φ)·(DᵀL + LᵀD + 2·x_0x_0ᵀ) + (1 − φ)²·(LᵀL − x_0x_0ᵀ).
 *
 *  In powers of φ itself the terms would cancel for columns that change little from one period to the next, the intercept's
 *  most of all, where φ is near 1. */
export type Ar1Gram = {
  /** k × k each: the value, and its derivative in φ. Allocates nothing. */
  readonly at: (phi: number, value: Float64Array, byPhi: Float64Array) => void;
};

type Three = [Float64Array, Float64Array, Float64Array];

/** @param x T × k, column-major */
export function ar1Gram(x: Float64Array, T: number, k: number): Ar1Gram {
  const rows = T - 1;
  const [before, after, differences] = [0, 1, 2].map(() => new Float64Array(rows * k)) as Three;
  for (let j = 0; j < k; j++) {
    for (let t = 0; t < rows; t++) {
      const i = t + j * rows;
      before[i] = x[t + j * T]!;
      after[i] = x[t + 1 + j * T]!;
      differences[i] = after[i]! - before[i]!;
    }
  }
  const square = (a: Float64Array): Float64Array => {
    const out = new Float64Array(k * k);
    gram(a, rows, k, out);
    return out;
  };
  const constant = square(differences);
  const quadratic = square(before);
  // DᵀL + LᵀD, by (D + L)ᵀ(D + L)
  const linear = square(after).map((value, i) => value - constant[i]! - quadratic[i]!);
  for (let j = 0; j < k; j++) {
    for (let i = 0; i < k; i++) {
      const start = x[i * T]! * x[j * T]!;
      linear[i + j * k]! += 2 * start;
      quadratic[i + j * k]! -= start;
    }
  }
  return {
    at: (phi, value, byPhi) => {
      const delta = 1 - phi;
      for (let i = 0; i < k * k; i++) {
        value[i] = constant[i]! + delta * (linear[i]! + delta * quadratic[i]!);
        byPhi[i] = -linear[i]! - 2 * delta * quadratic[i]!;
      }
    },
  };
}
