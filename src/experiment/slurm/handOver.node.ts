import { existsSync } from 'node:fs';
import { type JournalIndex, readJournal } from '../journal/index.node.ts';
import { openJournal } from '../journal/writer.node.ts';
import { openFolder } from '../output/folder.node.ts';
import type { Piece } from '../plan/shard.ts';
import type { Plan } from '../plan/types.ts';
import type { RunRecord } from '../run/record.ts';

/** Rows written at a time. */
const BATCH = 1000;

/** Gives a shard's folder the rows of its units that other folders have, so that its task does not make them again. */
export function handOver(all: JournalIndex, pieces: readonly Piece[], folder: string, plan: Plan, root: string): void {
  const rows = foreignRows(all, pieces, folder, plan);
  const first = rows.next();
  if (first.done) return;
  openFolder(folder, plan, root);
  const journal = openJournal(folder);
  try {
    let batch: RunRecord[] = [first.value];
    for (const row of rows) {
      batch.push(row);
      if (batch.length < BATCH) continue;
      journal.append(batch);
      batch = [];
    }
    journal.append(batch);
  } finally {
    journal.close();
  }
}

/** Rows of a shard that its own folder has not. */
function* foreignRows(
  all: JournalIndex,
  pieces: readonly Piece[],
  folder: string,
  plan: Plan,
): Generator<RunRecord, undefined> {
  const own = existsSync(folder) ? readJournal(folder, plan) : undefined;
  try {
    for (const slot of slotsOf(all.ledger, pieces)) {
      if (all.ledger.isMissing(slot) || own?.ledger.isMissing(slot) === false) continue;
      const row = all.read(slot);
      if (row !== undefined) yield row;
    }
  } finally {
    own?.close();
  }
  return undefined;
}

/** Truths and attempts of a shard. */
export function* slotsOf(ledger: JournalIndex['ledger'], pieces: readonly Piece[]): Generator<number> {
  for (const { cell, arms, from, to } of pieces) {
    for (let replicate = from; replicate < to; replicate++) {
      yield ledger.truthSlot(cell, replicate);
      for (const arm of arms) yield ledger.attemptSlot(cell, replicate, arm);
    }
  }
}
