import type { RunRecord } from '../run/record.ts';
import { decodeLine, SUFFIX_BYTES } from './line.ts';

const ascii = (text: string): readonly number[] => [...text].map((letter) => letter.charCodeAt(0));
/** How every record begins. In the texts of a record it cannot stand: quotes are escaped there. */
const START = ascii('{"kind":"');
const END = ascii(',"sum":"');

/** The records that stand whole in a damaged line: a newline that became another byte joins two lines, and both may be
 *  intact. */
export function* intactRecords(
  line: Uint8Array,
): Generator<{ readonly record: RunRecord /** byte of the line */; readonly at: number }> {
  for (let at = find(line, START, 0); at >= 0; ) {
    const next = find(line, START, at + 1);
    const record = firstWhole(line.subarray(at, next < 0 ? line.length : next));
    if (record !== undefined) yield { record, at };
    at = next;
  }
}

function firstWhole(bytes: Uint8Array): RunRecord | undefined {
  for (let end = find(bytes, END, 0); end >= 0; end = find(bytes, END, end + 1)) {
    const record = decodeLine(bytes.subarray(0, end + SUFFIX_BYTES));
    if (!('damage' in record)) return record;
  }
  return undefined;
}

function find(bytes: Uint8Array, pattern: readonly number[], from: number): number {
  for (let at = bytes.indexOf(pattern[0]!, from); at >= 0; at = bytes.indexOf(pattern[0]!, at + 1)) {
    if (pattern.every((byte, i) => bytes[at + i] === byte)) return at;
  }
  return -1;
}
