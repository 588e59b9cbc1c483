import { InputError } from '../core/errors.ts';
import type { Matched } from './match.ts';
import type { ComparedArm, ComparedRow } from './types.ts';

/** Both versions' rows of one dataset. */
export type RowPair = { readonly a: ComparedRow; readonly b: ComparedRow };

/** Puts the rows of both versions side by side, replicate by replicate, and proves that they are of the same data.
 *  @returns in the order of replicates; `left` is the number of those that one version alone has
 *  @throws InputError where a replicate has other data or another truth, two have the same, or none is in both
 *  @see statistics.md §2 */
export function pairRows({ a, b }: Matched): { readonly pairs: readonly RowPair[]; readonly left: number } {
  const [own, others] = [rowsByReplicate(a), rowsByReplicate(b)];
  const pairs = [...own.values()].flatMap((row): RowPair[] => {
    const other = others.get(row.replicate);
    return other === undefined ? [] : [{ a: row, b: other }];
  });
  if (pairs.length === 0) throw refusal(a, 'no replicate is in both results');
  for (const pair of pairs) {
    mustBeOfTheSameData(a, pair);
    mustHaveTheSameTruth(a, pair);
  }
  return { pairs, left: own.size + others.size - 2 * pairs.length };
}

/** In the order of replicates.
 *  @throws InputError if two have the same data: they would count as two and are one */
export function rowsByReplicate(arm: ComparedArm): ReadonlyMap<number, ComparedRow> {
  const rows = [...arm.rows()].sort((x, y) => x.replicate - y.replicate);
  const seen = new Map<string, number>();
  for (const { digest, replicate } of rows) {
    const twin = seen.get(digest);
    if (twin !== undefined) throw refusal(arm, `replicates ${twin} and ${replicate} have the same data`);
    seen.set(digest, replicate);
  }
  return new Map(rows.map((row) => [row.replicate, row]));
}

function mustBeOfTheSameData(arm: ComparedArm, { a, b }: RowPair): void {
  if (a.digest === b.digest) return;
  const digests = `${a.digest.slice(0, 12)}… and ${b.digest.slice(0, 12)}…`;
  throw refusal(
    arm,
    `replicate ${a.replicate} has other data in the two (digests ${digests}); two independent runs need --unpaired`,
  );
}

function mustHaveTheSameTruth(arm: ComparedArm, { a, b }: RowPair): void {
  const k = a.truth.findIndex((value, i) => !Object.is(value, b.truth[i] ?? null));
  if (k === -1) return;
  const name = `${arm.questions[k]!.estimand} of ${arm.questions[k]!.channel}`;
  const values = `${a.truth[k]} and ${b.truth[k]}`;
  throw refusal(arm, `the truth of replicate ${a.replicate} differs though its data do not: ${name} is ${values}`);
}

/** Two runs that share data are no independent ones. */
export function mustBeIndependent({ a, b }: Matched): void {
  const digests = new Set(Array.from(a.rows(), ({ digest }) => digest));
  for (const { digest, replicate } of b.rows())
    if (digests.has(digest))
      throw refusal(a, `replicate ${replicate} is of the same data in both, so the two are not independent`);
}

const refusal = ({ arm, cell }: ComparedArm, message: string): InputError =>
  new InputError({ path: `${arm} in ${cell}`, message });
