import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';

/** Where the lines of a file in the making go. */
export type FileSink = {
  readonly write: (text: string) => void;
  /** @returns the file */
  readonly keep: () => string;
  readonly discard: () => void;
};

/** Collected before it is written. */
const CHUNK_CHARACTERS = 1 << 16;

/** Of no other process, on this machine or another: two runs may end in one folder at the same time. */
export function temporaryName(path: string): string {
  return `${path}.${process.pid}-${randomBytes(4).toString('hex')}.part`;
}

/** A file that appears under its name when it is complete, or not at all.
 *  @param placed its name, where that is known only in the end */
export function openAtomic(file: string, placed: () => string = () => file): FileSink {
  const temporary = temporaryName(file);
  const descriptor = openSync(temporary, 'wx');
  let waiting = '';
  const flush = (): void => {
    const bytes = Buffer.from(waiting);
    waiting = '';
    for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
  };
  const discard = (): void => {
    closeSync(descriptor);
    rmSync(temporary, { force: true });
  };
  return {
    write: (text) => {
      waiting += text;
      if (waiting.length >= CHUNK_CHARACTERS) flush();
    },
    keep: () => {
      try {
        flush();
        fsyncSync(descriptor);
      } catch (error) {
        discard();
        throw error;
      }
      closeSync(descriptor);
      const name = placed();
      renameSync(temporary, name);
      syncFolder(dirname(name));
      return name;
    },
    discard,
  };
}

/** A name outlasts a loss of power when its folder is on the disk too. Best effort: not every system opens folders. */
export function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {}
}

export function writeAtomic(file: string, text: string): void {
  const sink = openAtomic(file);
  sink.write(text);
  sink.keep();
}
