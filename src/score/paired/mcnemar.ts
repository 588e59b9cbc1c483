import { binomialCdf } from '../../core/distributions.ts';
import type { Answers } from '../answers.ts';
import { align } from '../policies/align.ts';

/** Does one arm fail more often than another on the same data? */
export type McNemar = {
  /** datasets that both were fitted to */
  readonly n: number;
  readonly both: number;
  readonly onlyA: number;
  readonly onlyB: number;
  /** exact, two-sided: the discordant ones fall on either side like a coin */
  readonly p: number;
};

/** McNemar's exact test on failures. @see statistics.md §4; McNemar (1947)
 *  @param a answers of one arm to any question: a fit fails as a whole
 *  @param b of another in the same cell */
export function mcnemar(a: Answers, b: Answers): McNemar {
  const places = align(a, b);
  let [n, both, onlyA, onlyB] = [0, 0, 0, 0];
  for (let i = 0; i < a.size; i++) {
    if (places[i]! < 0) continue;
    n++;
    const [failsA, failsB] = [a.ok[i] !== 1, b.ok[places[i]!] !== 1];
    if (failsA && failsB) both++;
    else if (failsA) onlyA++;
    else if (failsB) onlyB++;
  }
  return { n, both, onlyA, onlyB, p: exactP(onlyA, onlyB) };
}

/** Exact one-sided p-value of McNemar's test: how likely as many pairs go against B, were either side as likely.
 *  @param against pairs in which B alone fails
 *  @param inFavor pairs in which A alone fails
 *  @example exactMcnemar(5, 0) // 1/32 */
export function exactMcnemar(against: number, inFavor: number): number {
  // P(X ≥ against) = P(X ≤ inFavor), by symmetry
  return binomialCdf(inFavor, against + inFavor, 0.5);
}

/** Its two-sided p: twice that of the side with more pairs.
 *  @example exactP(6, 16) // 0.0525 */
export function exactP(onlyA: number, onlyB: number): number {
  return Math.min(1, 2 * exactMcnemar(Math.max(onlyA, onlyB), Math.min(onlyA, onlyB)));
}
