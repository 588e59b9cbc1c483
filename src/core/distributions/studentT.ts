import stdTCdf from '@stdlib/stats/base/dists/t/cdf/lib/index.js';
import { exp, log } from '../math.ts';
import { requireNumber, requirePositive, requireProbability } from '../require.ts';
import { betaQuantileLogit } from './beta.ts';
import { normalQuantile } from './normal.ts';

/** P(T ≤ t) for Student's t with `df` > 0 degrees of freedom, not necessarily whole. */
export function studentTCdf(t: number, df: number): number {
  requireNumber('studentTCdf', 't', t);
  requirePositive('studentTCdf', 'df', df);
  // T² overflows long before t does
  if (Math.abs(t) > 1e150) return t > 0 ? 1 : 0;
  return stdTCdf(t, df);
}

/** t with P(T ≤ t) = p. T²/(df + T²) is Beta(½, df/2), whose logit is log(T²/df), so nothing cancels on the way back. */
export function studentTQuantile(p: number, df: number): number {
  requireProbability('studentTQuantile', 'p', p);
  requirePositive('studentTQuantile', 'df', df);
  if (p === 0.5) return 0;
  if (p === 0) return Number.NEGATIVE_INFINITY;
  if (p === 1) return Number.POSITIVE_INFINITY;
  const outside = 2 * Math.min(p, 1 - p);
  const inside = 2 * Math.abs(p - 0.5);
  const logit = betaQuantileLogit(inside, outside, 0.5, df / 2, startingLogit(outside, df));
  const size = Math.sqrt(df) * exp(0.5 * logit);
  return p < 0.5 ? -size : size;
}

/** The first two terms of Cornish and Fisher's expansion, of use from about three degrees of freedom on. */
function startingLogit(outside: number, df: number): number | undefined {
  if (df < 3) return undefined;
  const z = normalQuantile(outside / 2);
  const t = z + (z * z * z + z) / (4 * df);
  return log((t * t) / df);
}
