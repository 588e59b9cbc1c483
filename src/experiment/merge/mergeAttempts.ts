import type { RunRecord } from '../run/record.ts';
import { prefer } from './prefer.ts';

/** What journals come to together: one row a unit and one truth a dataset, sorted by unit. Associative, commutative and
 *  idempotent: shards may be merged in any order, again and again, and by parts.
 *  @throws RowsDiffer where two rows of one unit must be equal and are not */
export function mergeAttempts(...journals: readonly (readonly RunRecord[])[]): readonly RunRecord[] {
  const best = new Map<string, RunRecord>();
  for (const record of journals.flat()) {
    const key = keyOf(record);
    const known = best.get(key);
    best.set(key, known === undefined ? record : prefer(known, record));
  }
  return [...best].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, record]) => record);
}

/** Units by their id; the truth of a dataset has none. */
function keyOf(record: RunRecord): string {
  return record.kind === 'truth' ? `truth/${record.cell}/${record.replicate}` : record.unit;
}
