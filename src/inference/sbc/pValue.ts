import { binomialCdf } from '../../core/distributions.ts';
import { bandCoverage, pointwiseBounds } from './bandCoverage.ts';

/** The counts lie on the edge of the band of some γ; a band this little wider in γ leaves them out in spite of rounding. */
const BEYOND_THE_EDGE = 1 + 1e-9;

/** How often N uniform ranks stray at least as far as these: 1 − coverage of the narrowest band that the counts touch. Counts
 *  are inside the band of level 1 − a just when this is above a.
 *  @param counts of ranks below i/K, i = 1..K; the last is N
 *  @see statistics.md §6; Säilynoja, Bürkner & Vehtari (2022), §3 */
export function uniformityP(counts: Int32Array): number {
  const K = counts.length;
  const N = counts[K - 1]!;
  let gamma = 1;
  for (let i = 0; i < K; i++) {
    const z = (i + 1) / K;
    // the upper tail by symmetry: 1 − cdf would lose the digits of a small one
    const tail = Math.min(binomialCdf(counts[i]!, N, z), binomialCdf(N - counts[i]!, N, 1 - z));
    gamma = Math.min(gamma, 2 * tail);
  }
  if (gamma >= 1) return 1;
  return Math.max(0, 1 - bandCoverage(N, K, pointwiseBounds(N, K, gamma * BEYOND_THE_EDGE)));
}
