import { join } from 'node:path';
import { InputError } from '../../core/errors.ts';
import { prefer, RowsDiffer } from '../merge/prefer.ts';
import type { Plan } from '../plan/types.ts';
import { type Ledger, openLedger, type Standing } from '../run/ledger.ts';
import type { RunRecord } from '../run/record.ts';
import { decodeLine } from './line.ts';
import { type FileLine, readLines } from './lines.node.ts';
import { openParts } from './parts.node.ts';
import { intactRecords } from './salvage.ts';
import { journalParts } from './writer.node.ts';

/** A journal that can be asked for any row, without keeping the rows: nine bytes an attempt. */
export type JournalIndex = {
  readonly ledger: Ledger;
  readonly read: (slot: number) => RunRecord | undefined;
  /** which of `parts` holds the row; undefined where there is none */
  readonly partOf: (slot: number) => number | undefined;
  /** paths of the files */
  readonly parts: readonly string[];
  /** one line for each damaged or torn line, naming its file; what they held will be done again */
  readonly damage: readonly string[];
  readonly close: () => void;
};

/** Reads all parts of the journal of a folder once.
 *  @throws InputError if two rows of one unit differ that must be equal */
export function readJournal(folder: string, plan: Plan): JournalIndex {
  const names = journalParts(folder);
  return readParts(
    names.map((name) => join(folder, name)),
    plan,
    names,
  );
}

/** Reads the journals of several folders as one.
 *  @throws InputError if two rows of one unit differ that must be equal, naming both */
export function readJournals(folders: readonly string[], plan: Plan): JournalIndex {
  return readParts(
    folders.flatMap((folder) => journalParts(folder).map((name) => join(folder, name))),
    plan,
  );
}

/** @param names of the files in messages */
function readParts(files: readonly string[], plan: Plan, names: readonly string[] = files): JournalIndex {
  const parts = openParts(files);
  const ledger = openLedger(plan);
  // 0: none; else 1 + part + parts · offset, exact below 2^53
  const places = new Float64Array(ledger.slots);
  const damage: string[] = [];
  const placeOf = (slot: number): { part: number; offset: number } | undefined => {
    const place = places[slot]! - 1;
    if (place < 0) return undefined;
    const part = place % files.length;
    return { part, offset: (place - part) / files.length };
  };
  const read = (slot: number): RunRecord | undefined => {
    const place = placeOf(slot);
    return place && firstRecord(parts.lineAt(place.part, place.offset));
  };
  const take = (record: RunRecord, part: number, offset: number): Standing => {
    const standing = ledger.note(record);
    const slot = ledger.slot(record);
    if (slot === undefined || standing === 'stranger') return 'stranger';
    const known = standing === 'better' ? undefined : read(slot)!;
    if (known !== undefined && prefer(known, record) === known) return standing;
    if (standing !== 'better' && record.kind === 'attempt') ledger.put(record);
    places[slot] = 1 + part + files.length * offset;
    return standing;
  };
  for (const [part, name] of names.entries()) {
    for (const line of readable(name, () => readLines(files[part]!))) {
      const whole = decodeLine(line.bytes);
      const place = `${name}:${line.number}`;
      if ('damage' in whole) damage.push(`${place}: ${damageOf(line, whole.damage)}`);
      const found = 'damage' in whole ? intactRecords(line.bytes) : [{ record: whole, at: 0 }];
      for (const { record, at } of found) {
        try {
          if (take(record, part, line.offset + at) === 'stranger') damage.push(`${place}: no unit of the plan`);
        } catch (error) {
          const first = placeOf(ledger.slot(record)!)!;
          throw told(error, record, `${names[first.part]}:${lineNumber(files[first.part]!, first.offset)}`, place);
        }
      }
    }
  }
  return { ledger, read, partOf: (slot) => placeOf(slot)?.part, parts: files, damage, close: parts.close };
}

/** What a generator of lines gives.
 *  @throws InputError where the file cannot be read */
function* readable(name: string, open: () => Generator<FileLine>): Generator<FileLine> {
  try {
    yield* open();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new InputError({ file: name, message: `cannot be read: ${(error as Error).message}` });
  }
}

/** @param line as `lineAt` gives it: where a newline was damaged, more than one record */
function firstRecord(line: Uint8Array): RunRecord | undefined {
  const whole = decodeLine(line);
  if (!('damage' in whole)) return whole;
  for (const { record } of intactRecords(line)) return record;
  return undefined;
}

/** What is said of a line that ends with its file: the run died as it wrote, or is writing still. */
export const TORN = 'the last line is torn';
const damageOf = ({ torn }: FileLine, damage: string): string => (torn ? TORN : damage);

function lineNumber(file: string, offset: number): number {
  for (const line of readLines(file)) if (line.offset + line.bytes.length >= offset) return line.number;
  return 0;
}

/** What differs, and where the two rows stand. */
function told(error: unknown, record: RunRecord, first: string, second: string): unknown {
  if (!(error instanceof RowsDiffer)) return error;
  const { field, values } = error;
  const unit = record.kind === 'truth' ? `replicate ${record.replicate} of cell ${record.cell}` : `unit ${record.unit}`;
  return new InputError({
    file: `${first} and ${second}`,
    message: `two rows of one unit differ though they must be equal: ${field} of ${unit} is ${values[0]} and ${values[1]}; was the code changed in between?`,
  });
}
