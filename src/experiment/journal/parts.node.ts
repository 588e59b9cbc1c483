import { closeSync, openSync, readSync } from 'node:fs';

const NEWLINE = 0x0a;
/** Most lines fit. */
const FIRST_READ_BYTES = 4096;
/** Below the 1024 files that a process may commonly have open; a study on a cluster leaves more parts than that. */
const MOST_OPEN = 256;

export type Parts = {
  /** bytes from an offset up to the next newline, or the end of the file; they hold until the next call */
  readonly lineAt: (part: number, offset: number) => Uint8Array;
  readonly close: () => void;
};

/** Files kept open for reading single lines. */
export function openParts(files: readonly string[]): Parts {
  // in the order of their last use: a Map keeps the order of insertion
  const descriptors = new Map<number, number>();
  const descriptorOf = (part: number): number => {
    const known = descriptors.get(part);
    descriptors.delete(part);
    const [oldest] = descriptors;
    if (known === undefined && oldest !== undefined && descriptors.size >= MOST_OPEN) {
      closeSync(oldest[1]);
      descriptors.delete(oldest[0]);
    }
    const descriptor = known ?? openSync(files[part]!, 'r');
    descriptors.set(part, descriptor);
    return descriptor;
  };
  // every row is read anew for each table: a buffer a row would be most of the garbage
  let bytes = Buffer.allocUnsafe(FIRST_READ_BYTES);
  const lineAt = (part: number, offset: number): Uint8Array => {
    const descriptor = descriptorOf(part);
    for (let size = FIRST_READ_BYTES; ; size *= 4) {
      if (bytes.length < size) bytes = Buffer.allocUnsafe(size);
      const read = readSync(descriptor, bytes, 0, size, offset);
      const end = bytes.subarray(0, read).indexOf(NEWLINE);
      if (end >= 0) return bytes.subarray(0, end);
      if (read < size) return bytes.subarray(0, read);
    }
  };
  return {
    lineAt,
    close: () => {
      for (const descriptor of descriptors.values()) closeSync(descriptor);
      descriptors.clear();
    },
  };
}
