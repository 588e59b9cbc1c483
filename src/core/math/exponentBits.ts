// one number seen as a double and as two 32-bit words; every call writes before it reads
const asDouble = new Float64Array(1);
const asWords = new Uint32Array(asDouble.buffer);
asDouble[0] = 1;
/** which of the words holds sign and exponent, on this machine */
const HIGH_WORD = asWords[1] === 0x3ff00000 ? 1 : 0;

/** Sign, exponent and the first 20 bits of the significand of a double, as its upper 32 bits. */
export function highWord(x: number): number {
  asDouble[0] = x;
  return asWords[HIGH_WORD]!;
}
