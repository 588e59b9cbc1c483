import { closeSync, openSync, readSync } from 'node:fs';

/** Read at once; the longest line must fit several times over for speed, but need not for correctness. */
const CHUNK_BYTES = 1 << 20;
const NEWLINE = 0x0a;

export type FileLine = {
  readonly bytes: Uint8Array;
  readonly offset: number;
  /** 1-based */
  readonly number: number;
  /** the file ends before the newline: a write was cut short */
  readonly torn: boolean;
};

/** The lines of a file with their byte offsets; memory is one chunk and one line. */
export function* readLines(file: string): Generator<FileLine> {
  const descriptor = openSync(file, 'r');
  try {
    // the line begun, in as many pieces as there were chunks: joined once, for a line may be as long as the file
    let begun: Buffer[] = [];
    let offset = 0;
    let number = 1;
    const chunk = Buffer.alloc(CHUNK_BYTES);
    for (let read = readSync(descriptor, chunk); read > 0; read = readSync(descriptor, chunk)) {
      // a copy: lines stay valid while the chunk is filled again
      const bytes = Buffer.from(chunk.subarray(0, read));
      let from = 0;
      for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, from)) {
        const last = bytes.subarray(from, end);
        const line = begun.length === 0 ? last : Buffer.concat([...begun, last]);
        yield { bytes: line, offset, number, torn: false };
        begun = [];
        from = end + 1;
        offset += line.length + 1;
        number += 1;
      }
      if (from < bytes.length) begun.push(bytes.subarray(from));
    }
    if (begun.length > 0) yield { bytes: Buffer.concat(begun), offset, number, torn: true };
  } finally {
    closeSync(descriptor);
  }
}
