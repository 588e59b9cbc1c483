import { both, mulAdd } from './lanes';

/** log₂e; 1.5·2^52, whose sum with a small number holds that number's nearest integer in its last bits; ln 2 in two parts, the
 *  last 32 bits of the first zero, so that its product with an exponent is exact */
const REDUCTION = memory.data<f64>([1.4426950408889634, 6755399441055744.0, 0.69314718036912382, 1.9082149292705877e-10]);
const LOG2_E = REDUCTION;
const ROUND = REDUCTION + 8;
const LN2_HIGH = REDUCTION + 16;
const LN2_LOW = REDUCTION + 24;

/** −708 and 708: beyond these the result would be subnormal or infinite */
const RANGE = memory.data<f64>([-708.0, 708.0]);

/** 1/n! from n = 0 */
const FACTORIALS = memory.data<f64>([
  1.0, 1.0, 0.5, 1.0 / 6.0, 1.0 / 24.0, 1.0 / 120.0, 1.0 / 720.0, 1.0 / 5040.0, 1.0 / 40320.0, 1.0 / 362880.0,
  1.0 / 3628800.0, 1.0 / 39916800.0, 1.0 / 479001600.0,
]);

// @ts-ignore: decorator
@inline
function overFactorial(n: usize): v128 {
  return both(FACTORIALS + (n << 3));
}

/** e^x within 2 units in the last place; beyond ±708 as there. x = k·ln 2 + r with abs r ≤ ½·ln 2, and the series to r¹²: the
 *  first term left out is 2e-16 of the sum. */
// @ts-ignore: decorator
@inline
export function exp(x: v128): v128 {
  const inside = f64x2.pmin(f64x2.pmax(x, both(RANGE)), both(RANGE + 8));
  const shifted = mulAdd(inside, both(LOG2_E), both(ROUND));
  const k = f64x2.sub(shifted, both(ROUND));
  const r = f64x2.sub(f64x2.sub(inside, f64x2.mul(k, both(LN2_HIGH))), f64x2.mul(k, both(LN2_LOW)));
  // Estrin's scheme: short chains of dependent products
  const r2 = f64x2.mul(r, r);
  const r4 = f64x2.mul(r2, r2);
  const a = mulAdd(r, overFactorial(3), overFactorial(2));
  const b = mulAdd(r, overFactorial(5), overFactorial(4));
  const c = mulAdd(r, overFactorial(7), overFactorial(6));
  const d = mulAdd(r, overFactorial(9), overFactorial(8));
  const e = mulAdd(r, overFactorial(11), overFactorial(10));
  const low = mulAdd(b, r2, a);
  const middle = mulAdd(d, r2, c);
  const high = mulAdd(overFactorial(12), r2, e);
  const tail = mulAdd(mulAdd(high, r4, middle), r4, low);
  const series = f64x2.add(overFactorial(0), mulAdd(r2, tail, r));
  // times 2^k, by adding k to the exponent's bits
  return i64x2.add(series, i64x2.shl(shifted, 52));
}

/** 2/(2n + 1) from n = 0 */
const ODD = memory.data<f64>([
  2.0, 2.0 / 3.0, 2.0 / 5.0, 2.0 / 7.0, 2.0 / 9.0, 2.0 / 11.0, 2.0 / 13.0, 2.0 / 15.0, 2.0 / 17.0, 2.0 / 19.0, 2.0 / 21.0,
]);

// @ts-ignore: decorator
@inline
function overOdd(n: usize): v128 {
  return both(ODD + (n << 3));
}

/** the bits of 2^52, and 2^52 + 1023: an exponent field put behind the first is that field as a double above 2^52 */
const FIELD = memory.data<f64>([4503599627370496.0, 4503599627371519.0]);

/** ln x of normal x > 0 within 2 units in the last place of the larger of abs(ln x) and 1. x = 2^k·m with √½ ≤ m < √2, and
 *  ln m = 2·artanh f, f = (m − 1)/(m + 1), abs f < .172; the first term left out is 1e-17. */
// @ts-ignore: decorator
@inline
export function log(x: v128): v128 {
  // 1's bits less √½'s: the exponent field then turns over where the mantissa passes √2 and not 2
  const shifted = i64x2.add(x, i64x2.splat(0x95f619980c433));
  const k = i64x2.shr_u(shifted, 52);
  const m = i64x2.add(v128.and(shifted, i64x2.splat(0xfffffffffffff)), i64x2.splat(0x3fe6a09e667f3bcd));
  const one = overFactorial(0);
  const f = f64x2.div(f64x2.sub(m, one), f64x2.add(m, one));
  const s = f64x2.mul(f, f);
  const s2 = f64x2.mul(s, s);
  const s4 = f64x2.mul(s2, s2);
  const a = mulAdd(s, overOdd(2), overOdd(1));
  const b = mulAdd(s, overOdd(4), overOdd(3));
  const c = mulAdd(s, overOdd(6), overOdd(5));
  const d = mulAdd(s, overOdd(8), overOdd(7));
  const e = mulAdd(s, overOdd(10), overOdd(9));
  const low = mulAdd(b, s2, a);
  const high = mulAdd(e, s4, mulAdd(d, s2, c));
  const tail = mulAdd(high, s4, low);
  const exponent = f64x2.sub(v128.or(k, both(FIELD)), both(FIELD + 8));
  const logM = mulAdd(f, overOdd(0), f64x2.mul(f64x2.mul(f, s), tail));
  return f64x2.add(f64x2.mul(exponent, both(LN2_HIGH)), mulAdd(exponent, both(LN2_LOW), logM));
}
