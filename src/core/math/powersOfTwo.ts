/** powersOfTwo[k + 1022] = 2^k for k = −1022 … 1023, the exponents of normal numbers: exact, by doubling. */
export const powersOfTwo = new Float64Array(2046);
for (let k = 0; k < 2046; k++) powersOfTwo[k] = k === 0 ? 2.2250738585072014e-308 : 2 * powersOfTwo[k - 1]!;
