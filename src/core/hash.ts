import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from './canonicalJson.ts';

export { canonicalJson };

/** SHA-256 as 64 hex digits; a string is hashed as its UTF-8 bytes. */
export function sha256Hex(data: Uint8Array | string): string {
  return bytesToHex(sha256(typeof data === 'string' ? utf8ToBytes(data) : data));
}

/** SHA-256 of text that comes piece by piece. */
export function openHash(): { readonly add: (text: string) => void; readonly hex: () => string } {
  const hash = sha256.create();
  return { add: (text) => void hash.update(utf8ToBytes(text)), hex: () => bytesToHex(hash.digest()) };
}

/** NaN has many bit patterns, and engines are free to pick one. */
const NAN_BITS = 0x7ff8000000000000n;

/** SHA-256 of series as little-endian float64 bytes on every machine. Each array is preceded by its length, so [1, 2], [3]
 *  and [1], [2, 3] differ; −0 and 0 differ, as their bits do. */
export function digestSeries(arrays: readonly Float64Array[]): string {
  const total = arrays.reduce((count, array) => count + 1 + array.length, 0);
  const view = new DataView(new ArrayBuffer(8 * total));
  let at = 0;
  for (const array of arrays) {
    view.setFloat64(at, array.length, true);
    at += 8;
    for (let i = 0; i < array.length; i++, at += 8) {
      const value = array[i]!;
      if (Number.isNaN(value)) view.setBigUint64(at, NAN_BITS, true);
      else view.setFloat64(at, value, true);
    }
  }
  return sha256Hex(new Uint8Array(view.buffer));
}

/** SHA-256 of a plain value by its canonical JSON: what ids of worlds, arms and units are made of.
 *  @throws TypeError as `canonicalJson` */
export function hashJson(value: unknown): string {
  return sha256Hex(canonicalJson(value));
}
