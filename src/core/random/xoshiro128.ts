/** xoshiro128++ 1.0: 128 bits of state, 32 bits out, period 2^128 − 1. Fast without 64-bit integers, and small.
 *  @param state four words, not all zero; copied
 *  @see Blackman & Vigna (2021), Scrambled linear pseudorandom number generators; https://prng.di.unimi.it/xoshiro128plusplus.c */
export function xoshiro128(state: readonly [number, number, number, number]): () => number {
  let [s0, s1, s2, s3] = state.map((word) => word | 0) as [number, number, number, number];
  if ((s0 | s1 | s2 | s3) === 0) throw new RangeError('xoshiro128: the state is all zero, from which it never leaves');
  return () => {
    const a = (s0 + s3) | 0;
    const result = (((a << 7) | (a >>> 25)) + s0) >>> 0;
    const t = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = (s3 << 11) | (s3 >>> 21);
    return result;
  };
}
