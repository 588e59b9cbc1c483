import { normalQuantile, studentTQuantile } from '../../core/distributions.ts';
import type { ConjugatePosterior, Marginal } from './types.ts';

/** The posterior law of weights'β: Student's t with 2·shape degrees of freedom, location weights'·mean and
 *  scale √(rate/shape)·|Fᵀ weights|; normal where the noise is known.
 *  @param weights k */
export function marginalOf({ k, mean, factor, noise }: ConjugatePosterior, weights: Float64Array): Marginal {
  let location = 0;
  let squares = 0;
  for (let j = 0; j < k; j++) {
    location += weights[j]! * mean[j]!;
    let projected = 0;
    for (let i = 0; i <= j; i++) projected += factor[i + j * k]! * weights[i]!;
    squares += projected * projected;
  }
  const [sd, df] =
    noise.kind === 'known' ? [noise.sd, Infinity] : [Math.sqrt(noise.rate / noise.shape), 2 * noise.shape];
  return { location, scale: sd * Math.sqrt(squares), df };
}

/** The posterior law of coefficient j. */
export function coefficientMarginal(posterior: ConjugatePosterior, j: number): Marginal {
  const weights = new Float64Array(posterior.k);
  weights[j] = 1;
  return marginalOf(posterior, weights);
}

/** scale·√(df/(df − 2)); null where the law has no variance, at df ≤ 2. */
export function marginalSd({ scale, df }: Marginal): number | null {
  if (df === Infinity) return scale;
  return df > 2 ? scale * Math.sqrt(df / (df - 2)) : null;
}

/** Value below which a share p of the law lies, 0 < p < 1. */
export function marginalQuantile({ location, scale, df }: Marginal, p: number): number {
  return location + scale * (df === Infinity ? normalQuantile(p) : studentTQuantile(p, df));
}
