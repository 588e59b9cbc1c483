import { multiply, squareRoot } from './doubleDouble.ts';
import { powersOfTwo } from './powersOfTwo.ts';

/** 2^(1/64) steps: the reduced argument is at most ln2/128, so that six terms of the series do */
const STEPS = 64;
const STEPS_PER_UNIT = 92.33248261689366; // 64/ln 2
// ln2/64 in two parts; the last 20 bits of the first are zero, so that n·STEP_HIGH is exact for every n that occurs
const STEP_HIGH = 0.010830424695086549;
const STEP_LOW = 1.162596423439437e-12;
/** below, the result is subnormal or 0; above, the scale itself would overflow: both take the slow path */
const LOWEST_NORMAL = -708.39;
const HIGHEST_SCALE = 709.08;
const OVERFLOW = 709.782712893384;
const UNDERFLOW = -745.1332191019412;

/** 2^(j/64) = high[j] + low[j], by six square roots and multiplication: no library's exp or pow in it. */
const [high, low] = fractionalPowers();

function fractionalPowers(): [Float64Array, Float64Array] {
  let root: readonly [number, number] = [2, 0];
  for (let halvings = 1; halvings < STEPS; halvings *= 2) root = squareRoot(root);
  const high = new Float64Array(STEPS);
  const low = new Float64Array(STEPS);
  let power: readonly [number, number] = [1, 0];
  for (let j = 0; j < STEPS; j++) {
    high[j] = power[0];
    low[j] = power[1];
    power = multiply(power, root);
  }
  return [high, low];
}

/** e^x within 0.52 units in the last place (0.75 where the result is subnormal), the same bits in every engine.
 *  x = n·ln2/64 + r, so e^x = 2^(n div 64) · 2^((n mod 64)/64) · e^r.
 *  @see Tang (1989), Table-driven implementation of the exponential function in IEEE floating-point arithmetic */
export function exp(x: number): number {
  if (!(x > LOWEST_NORMAL && x < HIGHEST_SCALE)) return expAtTheEdges(x, 0);
  const n = Math.floor(x * STEPS_PER_UNIT + 0.5);
  return significand(x, 0, n) * powersOfTwo[(n >> 6) + 1022]!;
}

/** e^(x + more) rounded once, for a `more` far below x that x itself has no room for. */
export function expOfSum(x: number, more: number): number {
  if (!(x > LOWEST_NORMAL && x < HIGHEST_SCALE)) return expAtTheEdges(x, more);
  const n = Math.floor(x * STEPS_PER_UNIT + 0.5);
  return significand(x, more, n) * powersOfTwo[(n >> 6) + 1022]!;
}

/** out[i] = e^(x[i]); `out` may be `x` itself. */
export function expInto(x: Float64Array, out: Float64Array): void {
  for (let i = 0; i < x.length; i++) out[i] = exp(x[i]!);
}

function significand(x: number, more: number, n: number): number {
  const r = x - n * STEP_HIGH - (n * STEP_LOW - more);
  const tail = 0.041666666666666664 + r * (0.008333333333333333 + r * 0.001388888888888889);
  const series = r + r * r * (0.5 + r * (0.16666666666666666 + r * tail));
  const t = high[n & 63]!;
  return t + (low[n & 63]! + t * series);
}

function expAtTheEdges(x: number, more: number): number {
  if (Number.isNaN(x)) return x;
  if (x > OVERFLOW) return Number.POSITIVE_INFINITY;
  if (x < UNDERFLOW) return 0;
  const n = Math.floor(x * STEPS_PER_UNIT + 0.5);
  const k = n >> 6;
  // two steps, since 2^k itself is no normal number here
  if (k > 0) return significand(x, more, n) * powersOfTwo[k - 1 + 1022]! * 2;
  return significand(x, more, n) * powersOfTwo[k + 200 + 1022]! * powersOfTwo[-200 + 1022]!;
}
