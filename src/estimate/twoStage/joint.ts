import type { TwoStages } from './types.ts';

/** Covariance of both stages' coefficients, k₁ + k₂ square, first stage first. Given its columns the second stage errs
 *  independently of the first; where the columns are made of the first's coefficients, J = ∂b₂/∂b₁ carries its errors on:
 *
 *      Var b₁ = C₁,  Cov(b₂, b₁) = J C₁,  Var b₂ = C₂ + J C₁ Jᵀ
 *
 *  @param c1 k₁ × k₁
 *  @param c2 k₂ × k₂
 *  @param j k₂ × k₁, column-major; null for 0
 *  @see Murphy & Topel (1985), Journal of Business & Economic Statistics 3 */
export function jointCovariance(c1: Float64Array, c2: Float64Array, j: Float64Array | null): Float64Array {
  const k1 = Math.sqrt(c1.length);
  const k2 = Math.sqrt(c2.length);
  const k = k1 + k2;
  const out = new Float64Array(k * k);
  for (let b = 0; b < k1; b++) for (let a = 0; a < k1; a++) out[a + b * k] = c1[a + b * k1]!;
  for (let b = 0; b < k2; b++) for (let a = 0; a < k2; a++) out[k1 + a + (k1 + b) * k] = c2[a + b * k2]!;
  if (j === null) return out;
  // J C₁
  for (let b = 0; b < k1; b++) {
    for (let a = 0; a < k2; a++) {
      let total = 0;
      for (let l = 0; l < k1; l++) total += j[a + l * k2]! * c1[l + b * k1]!;
      out[k1 + a + b * k] = total;
      out[b + (k1 + a) * k] = total;
    }
  }
  for (let b = 0; b < k2; b++) {
    for (let a = 0; a < k2; a++) {
      let total = 0;
      for (let l = 0; l < k1; l++) total += out[k1 + a + l * k]! * j[b + l * k2]!;
      out[k1 + a + (k1 + b) * k]! += total;
    }
  }
  return out;
}

/** Steps of central differences, in standard errors: far above rounding, and short against any curvature that matters
 *  within an error. Arbitrary between 1e-5 and .1. */
export const differenceStep = 1e-3;

/** J = ∂b₂/∂b₁, k₂ × k₁ column-major, by refitting the second stage with each coefficient of the first moved by a part of
 *  its standard error; null where the second stage's columns do not depend on them.
 *  @param c1 k₁ × k₁ covariance of the first stage */
export function responseToFirst({ first, second, designFor }: TwoStages, c1: Float64Array): Float64Array | null {
  if (designFor === null) return null;
  const k1 = first.columns.length;
  const k2 = second.columns.length;
  const response = second.fitted.map((value, t) => value + second.residuals[t]!);
  const moved = (l: number, step: number) =>
    second.refit(response, designFor(first.coefficients.map((value, i) => (i === l ? value + step : value))))
      .coefficients;
  const out = new Float64Array(k2 * k1);
  for (let l = 0; l < k1; l++) {
    const step = differenceStep * Math.sqrt(Math.max(0, c1[l + l * k1]!));
    // a coefficient without error passes none on
    if (step === 0) continue;
    const [up, down] = [moved(l, step), moved(l, -step)];
    for (let a = 0; a < k2; a++) out[a + l * k2] = (up[a]! - down[a]!) / (2 * step);
  }
  return out;
}
