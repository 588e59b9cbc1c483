import { highWord } from './exponentBits.ts';
import { FIRST_HALVED, high, LN2_HIGH, LN2_LOW, low, reciprocal } from './logTable.ts';
import { powersOfTwo } from './powersOfTwo.ts';

const SMALLEST_NORMAL = 2.2250738585072014e-308;
/** 2^1023: from here on 2^−k is no normal number */
const LARGE = 8.98846567431158e307;
const TWO_TO_54 = 18014398509481984;

/** Natural logarithm within 1.1 units in the last place, the same bits in every engine; −Infinity at 0, NaN below.
 *  x = 2^k·c·(1 + r) with a c from a table, so log x = k·log 2 + log c + log(1 + r).
 *  @see Tang (1990), Table-driven implementation of the logarithm function in IEEE floating-point arithmetic */
export function log(x: number): number {
  if (!(x >= SMALLEST_NORMAL && x < LARGE)) return logAtTheEdges(x);
  return logOfNormal(x, 0);
}

function logOfNormal(x: number, shift: number): number {
  const word = highWord(x);
  const i = ((word & 0xfffff) + 0x1000) >>> 13;
  const k = (word >>> 20) - 1023;
  const r = (x * powersOfTwo[1022 - k]! - (1 + i * 0.0078125)) * reciprocal[i]!;
  const doublings = k + shift + (i < FIRST_HALVED ? 0 : 1);
  const exponent = doublings * LN2_HIGH;
  const sum = exponent + high[i]!;
  // what rounding took from the sum; |exponent| is 0 or above every high[i]
  const lost = doublings === 0 ? 0 : high[i]! - (sum - exponent);
  const tail = 0.2 + r * (-0.16666666666666666 + r * 0.14285714285714285);
  const series = r * r * (-0.5 + r * (0.3333333333333333 + r * (-0.25 + r * tail)));
  return sum + (r + (series + (lost + (doublings * LN2_LOW + low[i]!))));
}

function logAtTheEdges(x: number): number {
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (x > 0 && x < SMALLEST_NORMAL) return logOfNormal(x * TWO_TO_54, -54);
  if (x >= LARGE && x < Number.POSITIVE_INFINITY) return logOfNormal(x / TWO_TO_54, 54);
  return x === Number.POSITIVE_INFINITY ? x : Number.NaN;
}
