import { exp } from '../../core/math.ts';

/** Standard normal density φ(x). */
export function normalPdf(x: number): number {
  return exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
}
