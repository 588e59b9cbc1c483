import { type Answers, packAnswers } from '../score/answers.ts';
import { completeCase } from '../score/policies/completeCase.ts';
import { withFallback } from '../score/policies/fallback.ts';
import type { PrimaryPolicy } from '../score/policies/primary.ts';
import type { Matched } from './match.ts';
import { mustBeIndependent, pairRows, rowsByReplicate } from './pairRows.ts';
import { type Likeness, likenessOf } from './sameness.ts';
import type { ComparedRow } from './types.ts';

/** Both versions' answers of one arm in one cell, a table a question; rows of paired ones are of the same data, one by one.
 *  Packed, for an attempt takes some kilobytes as a row and some bytes so. */
export type Sides = {
  readonly match: Matched;
  readonly a: readonly Answers[];
  readonly b: readonly Answers[];
  /** null where nothing is paired */
  readonly likeness: Likeness | null;
  /** replicates without a partner */
  readonly left: number;
};

/** Reads them, and proves that they are of the same data; or, of independent runs, that they share none.
 *  @throws InputError */
export function openSides(match: Matched, levels: readonly number[], unpaired: boolean): Sides {
  const packed = (rows: readonly ComparedRow[]) =>
    packAnswers(rows.map(asCell), match.a.questions.length, levels.length);
  if (unpaired) {
    mustBeIndependent(match);
    const all = (arm: Matched['a']) => packed([...rowsByReplicate(arm).values()]);
    return { match, a: all(match.a), b: all(match.b), likeness: null, left: 0 };
  }
  const { pairs, left } = pairRows(match);
  const [a, b] = [packed(pairs.map((pair) => pair.a)), packed(pairs.map((pair) => pair.b))];
  return { match, a, b, likeness: likenessOf(pairs, levels), left };
}

const asCell = ({ replicate, digest, status, effects, truth }: ComparedRow) => ({
  replicate,
  attempt: { digest, status, effects },
  truth: { digest, values: truth },
});

/** Replicates, of the smaller side. */
export const sizeOf = ({ a, b }: Sides): number => Math.min(a[0]!.size, b[0]!.size);

/** Did a fit of either version fail? */
export const hasFailures = ({ a, b }: Sides): boolean => [a, b].some(([first]) => first!.ok.includes(0));

/** The arms that an arm falls back to in its cell.
 *  @param all arms of the cell, or of several */
export function chainOf({ match }: Sides, side: 'a' | 'b', all: readonly Sides[]): readonly Sides[] {
  return (match[side].fallback ?? []).flatMap(
    (name) => all.find((other) => other.match.a.cell === match.a.cell && other.match.a.arm === name) ?? [],
  );
}

/** The answers under a policy that looks at other arms of the same version; under any other they stay.
 *  @param all arms that are compared
 *  @see statistics.md §4 */
export function underPolicy(policy: PrimaryPolicy, own: Sides, all: readonly Sides[]): Sides {
  const of = (side: 'a' | 'b'): readonly Answers[] => {
    const tables = (some: readonly Sides[]) => some.map((one) => one[side]);
    const inCell = () => all.filter(({ match }) => match.a.cell === own.match.a.cell);
    const used =
      policy === 'complete-case'
        ? completeCase(tables(inCell()))
        : policy === 'fallback'
          ? withFallback(tables(chainOf(own, side, all)))
          : undefined;
    return own[side].map((table, k) => used?.answers?.(table, k) ?? table);
  };
  return { ...own, a: of('a'), b: of('b') };
}
