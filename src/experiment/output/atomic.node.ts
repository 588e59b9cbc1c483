import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

/** Where the lines of a file in the making go. */
export type FileSink = {
  readonly write: (text: string) => void;
  readonly keep: () => void;
  readonly discard: () => void;
};

/** Collected before it is written. */
const CHUNK_CHARACTERS = 1 << 16;

/** A file that appears under its name when it is complete, or not at all. */
export function openAtomic(file: string): FileSink {
  const temporary = `${file}.part`;
  const descriptor = openSync(temporary, 'w');
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
      renameSync(temporary, file);
    },
    discard,
  };
}

export function writeAtomic(file: string, text: string): void {
  const sink = openAtomic(file);
  sink.write(text);
  sink.keep();
}
