import { multiplyTransposed } from '../../core/linalg/products.ts';
import type { Stream } from '../../core/random/stream.ts';
import { resampleResiduals } from '../../inference/bootstrap/residual.ts';
import type { LeastSquaresFit } from '../../inference/leastSquares/fit.ts';
import { type Sign, type SignedFit, signedLeastSquares } from '../../inference/nonNegative/signed.ts';

/** Replicates of each coefficient: residuals of the signed fit resampled in blocks, fitted again under the signs. The
 *  problem is reduced to k rows, R and Qᵀy of X = QR, which leaves coefficients as they are.
 *  @param fit of the same columns without signs, for Q
 *  @returns k arrays */
export function signedReplicates(
  fit: LeastSquaresFit,
  signed: SignedFit,
  signs: readonly Sign[],
  options: { readonly periods: number; readonly block: number; readonly replicates: number; readonly stream: Stream },
): readonly Float64Array[] {
  const { n, k, q, x, y } = fit;
  const r = new Float64Array(k * k);
  for (let j = 0; j < k; j++)
    multiplyTransposed(q, n, k, x.subarray(j * n, (j + 1) * n), r.subarray(j * k, (j + 1) * k));
  const draws = Array.from({ length: k }, () => new Float64Array(options.replicates));
  const df = n - (k - signed.bound.length);
  const sample = new Float64Array(n);
  const projected = new Float64Array(k);
  resampleResiduals({ ...options, residuals: signed.residuals, df }, (errors, replicate) => {
    for (let i = 0; i < n; i++) sample[i] = y[i]! - signed.residuals[i]! + errors[i]!;
    multiplyTransposed(q, n, k, sample, projected);
    signedLeastSquares(r, projected, signs).coefficients.forEach((b, j) => {
      draws[j]![replicate] = b;
    });
  });
  return draws;
}
