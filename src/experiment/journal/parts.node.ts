import { closeSync, openSync, readSync } from 'node:fs';

const NEWLINE = 0x0a;
/** Most lines fit. */
const FIRST_READ_BYTES = 4096;

export type Parts = {
  /** bytes of the line that starts at an offset, without its newline */
  readonly lineAt: (part: number, offset: number) => Uint8Array;
  readonly close: () => void;
};

/** Files kept open for reading single lines. */
export function openParts(files: readonly string[]): Parts {
  const descriptors = files.map((file) => openSync(file, 'r'));
  const lineAt = (part: number, offset: number): Uint8Array => {
    for (let size = FIRST_READ_BYTES; ; size *= 4) {
      const bytes = Buffer.alloc(size);
      const read = readSync(descriptors[part]!, bytes, 0, size, offset);
      const end = bytes.subarray(0, read).indexOf(NEWLINE);
      if (end >= 0) return bytes.subarray(0, end);
      if (read < size) throw new Error(`${files[part]}: no line at byte ${offset}`);
    }
  };
  return {
    lineAt,
    close: () => {
      for (const descriptor of descriptors) closeSync(descriptor);
    },
  };
}
