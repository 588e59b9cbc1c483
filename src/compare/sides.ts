import type { Matched } from './match.ts';
import { mustBeIndependent, pairRows, type RowPair, rowsByReplicate } from './pairRows.ts';
import { type Likeness, likenessOf } from './sameness.ts';
import type { ComparedRow } from './types.ts';

/** Both versions' rows of one arm in one cell. */
export type Sides = {
  readonly match: Matched;
  readonly a: readonly ComparedRow[];
  readonly b: readonly ComparedRow[];
  /** null where nothing is paired */
  readonly likeness: Likeness | null;
  /** replicates without a partner */
  readonly left: number;
};

/** Reads them, and proves that they are of the same data; or, of independent runs, that they share none.
 *  @throws InputError */
export function openSides(match: Matched, levels: readonly number[], unpaired: boolean): Sides {
  const [a, b] = [match.a, match.b].map((arm) => [...rowsByReplicate(arm).values()]) as [ComparedRow[], ComparedRow[]];
  if (unpaired) {
    mustBeIndependent(match);
    return { match, a, b, likeness: null, left: 0 };
  }
  const pairs: readonly RowPair[] = pairRows(match);
  const left = a.length + b.length - 2 * pairs.length;
  const side = (name: 'a' | 'b') => pairs.map((pair) => pair[name]);
  return { match, a: side('a'), b: side('b'), likeness: likenessOf(pairs, levels), left };
}
