import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from '../output/atomic.node.ts';
import type { RunRecord } from '../run/record.ts';
import { encodeLine } from './line.ts';
import { diskFiles, type JournalFiles } from './storage.node.ts';

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
export function openJournal(folder: string, files: JournalFiles = diskFiles): JournalWriter {
  const { descriptor } = openNextPart(folder, files);
  // what goes wrong between two calls is told by the next
  let fault: unknown;
  const timer = setInterval(() => {
    try {
      beat(descriptor, files);
      files.fsyncSync(descriptor);
    } catch (error) {
      fault ??= error;
    }
  }, SYNC_EVERY_MS);
  timer.unref();
  return {
    append: (records) => {
      if (fault !== undefined) throw fault;
      const bytes = Buffer.from(records.map(encodeLine).join(''));
      for (let done = 0; done < bytes.length; ) done += files.writeSync(descriptor, bytes, done);
    },
    close: () => {
      clearInterval(timer);
      try {
        files.fsyncSync(descriptor);
      } finally {
        files.closeSync(descriptor);
      }
    },
  };
}

/** The part's own time says that its run is alive, however long a fit takes. */
function beat(descriptor: number, files: JournalFiles): void {
  const now = Date.now() / 1000;
  files.futimesSync(descriptor, now, now);
}

/** Makes the next part and opens it, so that no other run can take its name. */
export function openNextPart(
  folder: string,
  files: JournalFiles,
): { readonly file: string; readonly descriptor: number } {
  for (let part = journalParts(folder).length; ; part++) {
    const file = join(folder, `attempts-${String(part).padStart(4, '0')}.ndjson`);
    try {
      const descriptor = files.openSync(file, 'wx');
      syncFolder(folder);
      return { file, descriptor };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
