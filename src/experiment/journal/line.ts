import type { RunRecord } from '../run/record.ts';
import { crc32 } from './crc32.ts';

const encoder = new TextEncoder();
/** `fatal`: bytes that are no UTF-8 are damage, not replacement characters */
const decoder = new TextDecoder('utf-8', { fatal: true });

/** `,"sum":"xxxxxxxx"}`: closes every line */
export const SUFFIX_BYTES = 18;
const suffixOf = (body: Uint8Array): string => `,"sum":"${crc32(body).toString(16).padStart(8, '0')}"}`;

/** One record as one line of JSON whose last field is the CRC-32 of all before it. The newline is included: without it
 *  a line is torn. */
export function encodeLine(record: RunRecord): string {
  const body = JSON.stringify(record).slice(0, -1);
  return `${body}${suffixOf(encoder.encode(body))}\n`;
}

/** The record of a line, or what is wrong with it.
 *  @param bytes the line without its newline */
export function decodeLine(bytes: Uint8Array): RunRecord | { readonly damage: string } {
  if (bytes.length <= SUFFIX_BYTES) return { damage: `${bytes.length} bytes are no record` };
  const body = bytes.subarray(0, bytes.length - SUFFIX_BYTES);
  try {
    if (decoder.decode(bytes.subarray(body.length)) !== suffixOf(body))
      return { damage: 'the checksum does not match' };
    return JSON.parse(`${decoder.decode(body)}}`) as RunRecord;
  } catch {
    return { damage: 'not JSON in UTF-8' };
  }
}
