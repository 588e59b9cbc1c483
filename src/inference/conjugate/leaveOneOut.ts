import { lgamma, log, log1p } from '../../core/math.ts';
import type { ConjugateModel, ConjugatePosterior } from './types.ts';

/** log p(y_i | all other rows and observations), exact: without row i the posterior predicts y_i by a Student t (normal where the
 *  noise is known) that follows from the full posterior, its residual r and its leverage h = |F'x_i|². Without the row σ² has ½ less
 *  in shape and r²/(2(1 − h)) less in rate; the prediction is off by r/(1 − h) and has variance σ²/(1 − h).
 *  @returns n, or null where a row alone determines a coefficient, so that without it there is no proper prediction
 *  @see Cook & Weisberg (1982), Residuals and Influence in Regression, §2.2 (deletion formulas) */
export function leaveOneOut(
  { x, y, k }: Pick<ConjugateModel, 'x' | 'y' | 'k'>,
  { mean, factor, noise }: ConjugatePosterior,
): Float64Array | null {
  const n = y.length;
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let residual = y[i]!;
    let leverage = 0;
    for (let j = 0; j < k; j++) {
      residual -= x[i + j * n]! * mean[j]!;
      let projected = 0;
      for (let l = 0; l <= j; l++) projected += factor[l + j * k]! * x[i + l * n]!;
      leverage += projected * projected;
    }
    const left = 1 - leverage;
    if (!(left > SMALLEST_REST)) return null;
    const squared = (residual * residual) / left;
    if (noise.kind === 'known') {
      const variance = noise.sd * noise.sd;
      out[i] = -0.5 * (log((2 * Math.PI * variance) / left) + squared / variance);
      continue;
    }
    const shape = noise.shape - 0.5;
    const rate = noise.rate - squared / 2;
    if (!(shape > 0 && rate > 0)) return null;
    // t²/df = squared/(2·rate), as df = 2·shape
    const constant = lgamma(shape + 0.5) - lgamma(shape) - 0.5 * log((2 * Math.PI * rate) / left);
    out[i] = constant - (shape + 0.5) * log1p(squared / (2 * rate));
  }
  return out;
}

/** Below this 1 − leverage is rounding: a few hundred times the spacing of doubles at 1, as sums of k squares err. */
const SMALLEST_REST = 1e-13;
