import stdGammaCdf from '@stdlib/stats/base/dists/gamma/cdf/lib/index.js';
import { requireNumber, requirePositive } from '../require.ts';

/** P(X ≤ x) for X ~ Gamma with mean shape/rate. */
export function gammaCdf(x: number, shape: number, rate: number): number {
  requireNumber('gammaCdf', 'x', x);
  requirePositive('gammaCdf', 'shape', shape);
  requirePositive('gammaCdf', 'rate', rate);
  return stdGammaCdf(x, shape, rate);
}

/** P(X ≤ x) for a χ² with `df` degrees of freedom. */
export function chiSquaredCdf(x: number, df: number): number {
  requireNumber('chiSquaredCdf', 'x', x);
  requirePositive('chiSquaredCdf', 'df', df);
  return stdGammaCdf(x, df / 2, 0.5);
}
