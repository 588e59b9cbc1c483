import { InputError } from '../../core/errors.ts';
import type { RecordSource } from '../output/rows.ts';
import type { RunRecord, TruthRecord } from './record.ts';

/** Takes records from an executor and passes on what is new: a truth once a dataset, an attempt once, but that a lost
 *  one gives way.
 *  @param before what the journal held already
 *  @param append writes down
 *  @param count hears of each attempt that was made
 *  @throws InputError where data simulated again differ from those the journal knows: the code has changed */
export function openRecorder(
  { ledger, read }: RecordSource,
  append: (records: readonly RunRecord[]) => void,
  count: (failed: boolean) => void,
): (records: readonly RunRecord[]) => void {
  return (records) => {
    const fresh = records.filter((record) => {
      const standing = ledger.note(record);
      if (standing === 'same' && record.kind === 'truth') mustMatch(read(ledger.slot(record)!), record);
      return standing === 'better';
    });
    if (fresh.length > 0) append(fresh);
    for (const record of fresh) {
      if (record.kind === 'attempt' && record.status !== 'lost') count(record.status !== 'ok');
    }
  };
}

function mustMatch(known: RunRecord | undefined, { cell, replicate, digest }: TruthRecord): void {
  if (known === undefined || known.digest === digest) return;
  throw new InputError({
    message: `replicate ${replicate} of cell ${cell} has other data now (${digest}) than when the folder was begun (${known.digest}); the code has changed: choose another folder with --out`,
  });
}
