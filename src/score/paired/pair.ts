import { InputError } from '../../core/errors.ts';
import type { ScoredReplicate } from '../types.ts';

/** One dataset on which both arms gave an answer. */
export type Pair = { readonly a: ScoredReplicate; readonly b: ScoredReplicate };

/** Puts two arms' rows side by side, replicate by replicate, where both have an answer and there is a truth.
 *  Rows of one replicate must come from the same data: paired differences of different data are noise.
 *  @throws InputError if the digests of a replicate differ
 *  @see statistics.md §2 */
export function pairReplicates(a: readonly ScoredReplicate[], b: readonly ScoredReplicate[]): Pair[] {
  const others = new Map(b.map((row) => [row.replicate, row]));
  const pairs: Pair[] = [];
  for (const row of a) {
    const other = others.get(row.replicate);
    if (other === undefined) continue;
    if (other.digest !== row.digest) {
      throw new InputError({
        message: `replicate ${row.replicate}: data digests ${row.digest} and ${other.digest} differ; only rows of the same data are compared`,
      });
    }
    if (answered(row) && answered(other)) pairs.push({ a: row, b: other });
  }
  return pairs.sort((left, right) => left.a.replicate - right.a.replicate);
}

function answered(row: ScoredReplicate): boolean {
  return row.status === 'ok' && row.effect !== null && row.truth !== null;
}
