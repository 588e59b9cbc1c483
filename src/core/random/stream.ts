import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { normalQuantile } from '../distributions/normal.ts';
import { xoshiro128 } from './xoshiro128.ts';

/** Hashed into every stream. Raise it whenever a stream or a draw changes, here or in the mathematics beneath. */
export const RNG_VERSION = 'plumbline-1';

/** What names a stream: study seed, replicate, node, role … Hashed, so nothing is `seed + i`. @see statistics.md §2 */
export type StreamKey = readonly (string | number)[];

export type Stream = {
  /** 32 random bits as an unsigned integer */
  readonly next32: () => number;
  /** 53-bit uniform on the open interval (0, 1) */
  readonly uniform: () => number;
  /** standard normal by inverse CDF: one uniform, one normal, so series are prefixes of one another */
  readonly normal: () => number;
};

/** Opens the stream of a key at its start. RNG_VERSION is put before the key, so callers need not.
 *  @throws RangeError if a number in the key is NaN or infinite
 *  @example openStream([2026, 17, 'demand', 'noise']).normal() */
export function openStream(key: StreamKey): Stream {
  const hash = new DataView(sha256(utf8ToBytes(encodeKey([RNG_VERSION, ...key]))).buffer);
  const next32 = xoshiro128([hash.getUint32(0), hash.getUint32(4), hash.getUint32(8), hash.getUint32(12)]);
  const uniform = () => {
    const high = next32() >>> 5;
    const low = next32() >>> 6;
    return uniformOf(high, low);
  };
  return { next32, uniform, normal: () => normalQuantile(uniform()) };
}

/** (high·2^26 + low)/2^53, and half a step in place of 0: the values 2^−54, 2^−53, 2·2^−53 … 1 − 2^−53.
 *  @param high 27 bits
 *  @param low 26 bits */
export function uniformOf(high: number, low: number): number {
  const integer = high * 67108864 + low;
  return (integer === 0 ? 0.5 : integer) * 1.1102230246251565e-16;
}

/** JSON tells ['a', 1], ['a1'] and ['a', '1'] apart, but writes NaN as null. */
function encodeKey(key: StreamKey): string {
  for (const part of key) {
    if (typeof part === 'number' && !Number.isFinite(part)) {
      throw new RangeError(`stream key ${JSON.stringify(key)}: ${part} names no stream`);
    }
  }
  return JSON.stringify(key);
}
