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
    let rest = Buffer.alloc(0);
    let offset = 0;
    let number = 1;
    const chunk = Buffer.alloc(CHUNK_BYTES);
    for (let read = readSync(descriptor, chunk); read > 0; read = readSync(descriptor, chunk)) {
      // a copy: lines stay valid while the chunk is filled again
      let bytes = Buffer.concat([rest, chunk.subarray(0, read)]);
      for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE)) {
        yield { bytes: bytes.subarray(0, end), offset, number, torn: false };
        bytes = bytes.subarray(end + 1);
        offset += end + 1;
        number += 1;
      }
      rest = bytes;
    }
    if (rest.length > 0) yield { bytes: rest, offset, number, torn: true };
  } finally {
    closeSync(descriptor);
  }
}
