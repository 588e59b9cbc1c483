import { normalQuantile } from '../../core/distributions.ts';
import { type Chains, sortedDraws } from './chains.ts';

/** Normal scores of the ranks over all chains, z = Φ⁻¹((rank − 3/8)/(S + 1/4)), ties by their average rank (Blom 1958).
 *  @param sorted all draws of these chains in ascending order, where they are at hand
 *  @see statistics.md §5; Vehtari et al. (2021), eq. 14 */
export function rankNormalize(chains: Chains, sorted: Float64Array = sortedDraws(chains)): Chains {
  const scores = normalScores(sorted);
  return chains.map((chain) => {
    const z = new Float64Array(chain.length);
    for (let t = 0; t < chain.length; t++) z[t] = scores[firstIndex(sorted, chain[t]!)]!;
    return z;
  });
}

/** The score of each value, at the place where the value first stands. */
function normalScores(ascending: Float64Array): Float64Array {
  const size = ascending.length;
  const scores = new Float64Array(size);
  for (let first = 0, next = 1; first < size; first = next, next++) {
    while (next < size && ascending[next] === ascending[first]) next++;
    const rank = (first + 1 + next) / 2;
    scores[first] = normalQuantile((rank - 3 / 8) / (size + 1 / 4));
  }
  return scores;
}

/** Index where x first stands in ascending values that hold it. Adds a comparison's 0 or 1 instead of branching on it,
 *  which no processor could predict: half of the time. */
function firstIndex(ascending: Float64Array, x: number): number {
  let from = 0;
  let length = ascending.length;
  while (length > 1) {
    const half = length >> 1;
    from += half * Number(ascending[from + half - 1]! < x);
    length -= half;
  }
  return from;
}
