import { closeSync, existsSync, fsyncSync, openSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { RunRecord } from '../run/record.ts';
import { encodeLine } from './line.ts';

/** At most this much work is lost when the machine loses power; when only the process dies, nothing that was appended is. */
const SYNC_EVERY_MS = 1000;

export type JournalWriter = {
  /** hands the records to the operating system, in order, before it returns */
  readonly append: (records: readonly RunRecord[]) => void;
  readonly close: () => void;
};

/** Names of the parts of a journal, in the order they were written. */
export function journalParts(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => /^attempts-\d+\.ndjson$/.test(name))
    .sort();
}

/** Opens a new part of its own for this run, so that an older part is never written again and a torn line stays its last. */
export function openJournal(folder: string): JournalWriter {
  const descriptor = openNextPart(folder);
  const timer = setInterval(() => fsyncSync(descriptor), SYNC_EVERY_MS);
  timer.unref();
  return {
    append: (records) => {
      const bytes = Buffer.from(records.map(encodeLine).join(''));
      for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
    },
    close: () => {
      clearInterval(timer);
      fsyncSync(descriptor);
      closeSync(descriptor);
    },
  };
}

function openNextPart(folder: string): number {
  for (let part = journalParts(folder).length; ; part++) {
    const file = join(folder, `attempts-${String(part).padStart(4, '0')}.ndjson`);
    // `wx` fails if another run took the name first
    if (!existsSync(file)) return openSync(file, 'wx');
  }
}
