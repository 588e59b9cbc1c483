import type { RunRecord } from '../run/record.ts';
import { checksum } from './checksum.ts';
import { isRunRecord } from './shape.ts';

const encoder = new TextEncoder();
/** `fatal`: bytes that are no UTF-8 are damage, not replacement characters */
const decoder = new TextDecoder('utf-8', { fatal: true });

/** `,"sum":"xxxxxxxxxxxxxxxx"}`: closes every line */
export const SUFFIX_BYTES = 26;
const suffixOf = (body: Uint8Array): string => `,"sum":"${checksum(body)}"}`;

/** One record as one line of JSON whose last field is the checksum of all before it. The newline is included: without it
 *  a line is torn. */
export function encodeLine(record: RunRecord): string {
  const body = JSON.stringify(record).slice(0, -1);
  return `${body}${suffixOf(encoder.encode(body))}\n`;
}

/** The record of a line, or what is wrong with it.
 *  @param bytes the line without its newline */
export function decodeLine(bytes: Uint8Array): RunRecord | { readonly damage: string } {
  if (bytes.length <= SUFFIX_BYTES) return { damage: `${bytes.length} bytes are no record` };
  try {
    const text = decoder.decode(bytes);
    if (text.slice(-SUFFIX_BYTES) !== suffixOf(bytes.subarray(0, -SUFFIX_BYTES)))
      return { damage: 'the checksum does not match' };
    const record: unknown = JSON.parse(`${text.slice(0, -SUFFIX_BYTES)}}`);
    return isRunRecord(record) ? record : { damage: 'the checksum matches, but this is no record' };
  } catch {
    return { damage: 'not JSON in UTF-8' };
  }
}
