import { choleskyInPlace, choleskySolve } from '../../core/linalg/cholesky.ts';
import type { Reduced } from './reduced.ts';

/** Campaigns' standardized deviations z given spreads and σ: N(ẑ, σ²K⁻¹) with K = DGD + σ²I, D = diag(τ), ẑ = K⁻¹Db. Work space is
 *  made once; `at` fills it, as it stands in the sampler's hot loop. */
export type Given = {
  /** false where K is not positive definite in floating point */
  readonly at: (spreads: Float64Array, sigma: number) => boolean;
  /** C × C, L with K = LLᵀ in the lower triangle, column-major */
  readonly factor: Float64Array;
  /** C, D's diagonal */
  readonly scale: Float64Array;
  /** C, ẑ */
  readonly center: Float64Array;
};

export function givenVariances({ gram, cross, parentOf }: Pick<Reduced, 'gram' | 'cross' | 'parentOf'>): Given {
  const C = cross.length;
  const [factor, scale, center] = [new Float64Array(C * C), new Float64Array(C), new Float64Array(C)];
  const at = (spreads: Float64Array, sigma: number): boolean => {
    for (let c = 0; c < C; c++) scale[c] = spreads[parentOf[c]!]!;
    for (let j = 0; j < C; j++) {
      for (let i = j; i < C; i++) factor[i + j * C] = scale[i]! * gram[i + j * C]! * scale[j]!;
      factor[j + j * C]! += sigma * sigma;
      center[j] = scale[j]! * cross[j]!;
    }
    if (!choleskyInPlace(factor, C)) return false;
    choleskySolve(factor, C, center);
    return true;
  };
  return { at, factor, scale, center };
}
