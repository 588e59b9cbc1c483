import { join } from 'node:path';
import { InputError } from '../../core/errors.ts';
import { canonicalJson } from '../../core/hash.ts';
import type { Plan } from '../plan/types.ts';
import { type Ledger, openLedger } from '../run/ledger.ts';
import type { RunRecord } from '../run/record.ts';
import { decodeLine } from './line.ts';
import { readLines } from './lines.node.ts';
import { openParts } from './parts.node.ts';
import { journalParts } from './writer.node.ts';

/** A journal that can be asked for any row, without keeping the rows: nine bytes an attempt. */
export type JournalIndex = {
  readonly ledger: Ledger;
  readonly read: (slot: number) => RunRecord | undefined;
  /** one line for each damaged or torn line, naming its file; what they held will be done again */
  readonly damage: readonly string[];
  readonly close: () => void;
};

/** Reads all parts of a journal once.
 *  @throws InputError if two rows of one unit differ that must be equal */
export function readJournal(folder: string, plan: Plan): JournalIndex {
  const names = journalParts(folder);
  const parts = openParts(names.map((name) => join(folder, name)));
  const ledger = openLedger(plan);
  // 0: none; else 1 + part + parts · offset, exact below 2^53
  const places = new Float64Array(ledger.slots);
  const damage: string[] = [];
  const read = (slot: number): RunRecord | undefined => {
    const place = places[slot]! - 1;
    if (place < 0) return undefined;
    const part = place % names.length;
    return decodeLine(parts.lineAt(part, (place - part) / names.length)) as RunRecord;
  };
  for (const [part, name] of names.entries()) {
    for (const { bytes, offset, number, torn } of readLines(join(folder, name))) {
      const record = torn ? { damage: 'the last line is torn' } : decodeLine(bytes);
      if ('damage' in record) {
        damage.push(`${name}:${number}: ${record.damage}`);
        continue;
      }
      const standing = ledger.note(record);
      const slot = ledger.slot(record);
      if (standing === 'stranger' || slot === undefined) damage.push(`${name}:${number}: no unit of the plan`);
      else if (standing === 'better') places[slot] = 1 + part + names.length * offset;
      else if (standing === 'same') mustAgree(read(slot)!, record, `${name}:${number}`);
    }
  }
  return { ledger, read, damage, close: parts.close };
}

function mustAgree(first: RunRecord, second: RunRecord, place: string): void {
  const [a, b] = [first, second].map(({ ms: _, ...rest }) => canonicalJson(rest));
  if (a === b) return;
  throw new InputError({
    file: place,
    message: `two rows of one unit differ though they must be equal: ${a} and ${b}; was the code changed in between?`,
  });
}
