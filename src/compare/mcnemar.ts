import { binomialCdf } from '../core/distributions.ts';

/** Exact one-sided p-value of McNemar's test: how likely as many pairs go against B, were either side as likely.
 *  @param against pairs in which B alone fails
 *  @param inFavor pairs in which A alone fails
 *  @example exactMcnemar(5, 0) // 1/32 */
export function exactMcnemar(against: number, inFavor: number): number {
  // P(X ≥ against) = P(X ≤ inFavor), by symmetry
  return binomialCdf(inFavor, against + inFavor, 0.5);
}
