import { InputError } from '../../core/errors.ts';
import type { CellRow } from '../../score/answers.ts';
import type { Plan } from '../plan/types.ts';
import type { Ledger } from '../run/ledger.ts';
import type { AttemptRecord, RunRecord, TruthRecord } from '../run/record.ts';

/** Where rows are read from: a journal, or what a run kept in memory. */
export type RecordSource = { readonly ledger: Ledger; readonly read: (slot: number) => RunRecord | undefined };

/** An attempt and the truth of its dataset, which is missing only where the machine died before it was written. */
export type Pair = { readonly attempt: AttemptRecord; readonly truth: TruthRecord | undefined };

/** All attempts of one arm in one cell, by replicate, one at a time. */
export function* pairsOf(plan: Plan, { ledger, read }: RecordSource, cell: number, arm: number): Generator<Pair> {
  for (let replicate = 0; replicate < plan.replicates; replicate++) {
    const attempt = read(ledger.attemptSlot(cell, replicate, arm)) as AttemptRecord | undefined;
    if (attempt === undefined) continue;
    yield { attempt, truth: read(ledger.truthSlot(cell, replicate)) as TruthRecord | undefined };
  }
}

/** What `score` works on. An attempt that died may not have known its dataset. */
export function* scored(pairs: Iterable<Pair>): Generator<CellRow> {
  for (const { attempt, truth } of pairs) {
    if (truth === undefined) continue;
    const digest = attempt.digest === '' ? truth.digest : attempt.digest;
    yield { replicate: attempt.replicate, attempt: { ...attempt, digest }, truth };
  }
}

/** Digests of a cell's datasets, by replicate.
 *  @throws InputError if two replicates have the same data: they would be counted as two and are one. statistics.md §2 */
export function digestsOf(plan: Plan, { ledger, read }: RecordSource, cell: number): readonly string[] {
  const seen = new Map<string, number>();
  for (let replicate = 0; replicate < plan.replicates; replicate++) {
    const truth = read(ledger.truthSlot(cell, replicate)) as TruthRecord | undefined;
    if (truth === undefined) continue;
    const twin = seen.get(truth.digest);
    if (twin !== undefined) {
      const name = plan.cells[cell]!.name;
      throw new InputError({
        message: `replicates ${twin} and ${replicate} of ${name} have the same data; a world needs chance in it`,
      });
    }
    seen.set(truth.digest, replicate);
  }
  return [...seen.keys()];
}
