import { multiplyTransposed } from '../../core/linalg/products.ts';
import type { LeastSquaresFit } from './fit.ts';

/** Coefficients of another response on the columns of a fit, R⁻¹Qᵀy: k values. */
export function coefficientsOf({ n, k, q, inverseR }: LeastSquaresFit, y: Float64Array): Float64Array {
  const projected = new Float64Array(k);
  multiplyTransposed(q, n, k, y, projected);
  return projected.map((_, i) => {
    let value = 0;
    for (let j = i; j < k; j++) value += inverseR[i + j * k]! * projected[j]!;
    return value;
  });
}
