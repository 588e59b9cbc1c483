import stdPow from '@stdlib/math/base/special/pow/lib/index.js';
import { expOfSum } from './exp.ts';
import { highWord } from './exponentBits.ts';
import { FIRST_HALVED, high, LN2_HIGH, LN2_LOW, low, reciprocal } from './logTable.ts';
import { powersOfTwo } from './powersOfTwo.ts';

const anyPow: (x: number, y: number) => number = stdPow;
/** adding and subtracting it leaves a number below 1/256 with its bits down to 2^−40 only */
const CUT = 6144;
const SPLITTER = 134217729; // 2^27 + 1, see doubleDouble.ts

/** x^y, the same bits in every engine: e^(y·log x), with log x as a sum of two doubles. For x from 1e-300 to 1e300, |y| ≤ 1e6
 *  and a result between e^±700 within 0.51 units in the last place (0.92 where x is within 1 % of 1 and y in the tens of
 *  thousands), exact where the result is; the other cases of IEEE 754 by @stdlib. NaN in, NaN out, also NaN^0. */
export function pow(x: number, y: number): number {
  if (!(x >= 1e-300 && x <= 1e300 && y >= -1e6 && y <= 1e6)) return anyPow(x, y);
  const word = highWord(x);
  const i = ((word & 0xfffff) + 0x1000) >>> 13;
  const k = (word >>> 20) - 1023;
  const point = 1 + i * 0.0078125;
  const offset = x * powersOfTwo[1022 - k]! - point;
  // r = offset/point in two parts: rHigh·point is exact, since one has 32 bits and the other 8
  const rHigh = offset * reciprocal[i]! + CUT - CUT;
  const rLow = (offset - rHigh * point) * reciprocal[i]!;
  const r = rHigh + rLow;
  const doublings = k + (i < FIRST_HALVED ? 0 : 1);
  const exponent = doublings * LN2_HIGH;
  const sum = exponent + high[i]!;
  const lost = doublings === 0 ? 0 : high[i]! - (sum - exponent);
  const tail = 0.2 + r * (-0.16666666666666666 + r * (0.14285714285714285 - r * 0.125));
  const series = r * r * (-0.5 + r * (0.3333333333333333 + r * (-0.25 + r * tail)));
  const rest = rLow + series + (lost + (doublings * LN2_LOW + low[i]!));
  // sum + rHigh + rest as logHigh + logLow
  const first = sum + rHigh;
  const firstLost = sum === 0 ? 0 : rHigh - (first - sum);
  const restAll = rest + firstLost;
  const logHigh = first + restAll;
  const logLow = restAll - (logHigh - first);
  return timesAndExp(logHigh, logLow, y, x);
}

/** e^(y·(logHigh + logLow)), the product split as in `twoProduct`, which would allocate. */
function timesAndExp(logHigh: number, logLow: number, y: number, x: number): number {
  const product = logHigh * y;
  if (!(product > -700 && product < 700)) return anyPow(x, y);
  const cl = SPLITTER * logHigh;
  const lHigh = cl - (cl - logHigh);
  const lLow = logHigh - lHigh;
  const cy = SPLITTER * y;
  const yHigh = cy - (cy - y);
  const yLow = y - yHigh;
  const lost = lHigh * yHigh - product + lHigh * yLow + lLow * yHigh + lLow * yLow;
  return expOfSum(product, lost + logLow * y);
}
