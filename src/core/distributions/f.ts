import stdFCdf from '@stdlib/stats/base/dists/f/cdf/lib/index.js';
import { requireNumber, requirePositive } from '../require.ts';

/** P(X ≤ x) for Fisher's F with `df1` and `df2` degrees of freedom. */
export function fCdf(x: number, df1: number, df2: number): number {
  requireNumber('fCdf', 'x', x);
  requirePositive('fCdf', 'df1', df1);
  requirePositive('fCdf', 'df2', df2);
  return stdFCdf(x, df1, df2);
}
