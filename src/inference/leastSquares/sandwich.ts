import { dot } from '../../core/linalg/products.ts';
import type { LeastSquaresFit } from './fit.ts';

/** R⁻¹ M R⁻ᵀ, k × k: the covariance of the coefficients from the covariance M of Qᵀe. Working with Q instead of X keeps
 *  (XᵀX)⁻¹ from being formed.
 *  @param meat symmetric k × k */
export function sandwich(fit: LeastSquaresFit, meat: Float64Array): Float64Array {
  const { k, inverseR } = fit;
  // half = R⁻¹ M; R⁻¹ is upper triangular
  const half = new Float64Array(k * k);
  for (let j = 0; j < k; j++) {
    for (let i = 0; i < k; i++) {
      let total = 0;
      for (let l = i; l < k; l++) total += inverseR[i + l * k]! * meat[l + j * k]!;
      half[i + j * k] = total;
    }
  }
  const out = new Float64Array(k * k);
  for (let j = 0; j < k; j++) {
    for (let i = 0; i <= j; i++) {
      let total = 0;
      for (let l = j; l < k; l++) total += half[i + l * k]! * inverseR[j + l * k]!;
      out[i + j * k] = total;
      out[j + i * k] = total;
    }
  }
  return out;
}

/** Square roots of the diagonal: standard errors. */
export function standardErrors(covariance: Float64Array, k: number): Float64Array {
  return Float64Array.from({ length: k }, (_, j) => Math.sqrt(Math.max(0, covariance[j + j * k]!)));
}

/** UᵀV + VᵀU, k × k, of two n × k matrices. */
export function symmetricProduct(u: Float64Array, v: Float64Array, n: number, k: number): Float64Array {
  const out = new Float64Array(k * k);
  for (let j = 0; j < k; j++) {
    for (let i = 0; i <= j; i++) {
      const total = dot(u, i * n, v, j * n, n) + dot(v, i * n, u, j * n, n);
      out[i + j * k] = total;
      out[j + i * k] = total;
    }
  }
  return out;
}
