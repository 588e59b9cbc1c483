import { add, type DoubleDouble, divide, multiply } from './doubleDouble.ts';

/** Constants of log and pow, made at load.
 *  128 points 1 + i/128: what is left of the significand is at most 1/256, so that seven terms of the series do */
const POINTS = 128;
/** from the first point above √2 on, the significand is halved, so that the logarithm of a number near 1 has no exponent part to cancel */
export const FIRST_HALVED = 54;
// ln 2 in two parts; the last 12 bits of the first are zero, so that k·LN2_HIGH is exact for every exponent k
export const LN2_HIGH = 0.693147180559663;
export const LN2_LOW = 2.8235290563031577e-13;

export const reciprocal = new Float64Array(POINTS + 1);
export const high = new Float64Array(POINTS + 1);
export const low = new Float64Array(POINTS + 1);
for (let i = 0; i <= POINTS; i++) {
  const point = 1 + i / POINTS;
  reciprocal[i] = 1 / point;
  [high[i], low[i]] = logSeries(i < FIRST_HALVED ? point : point / 2);
}

/** log c = 2 artanh s, s = (c − 1)/(c + 1), to about 30 digits for c in [0.7, 1.42]: constants without a library's log. */
function logSeries(c: number): DoubleDouble {
  const s = divide([c - 1, 0], [c + 1, 0]);
  const square = multiply(s, s);
  let total: DoubleDouble = [0, 0];
  // s² ≤ 0.031, so 22 terms reach 1e-33
  for (let odd = 43; odd >= 1; odd -= 2) total = add(multiply(total, square), divide([1, 0], [odd, 0]));
  return multiply(multiply(total, s), [2, 0]);
}
