/** A number as the unevaluated sum high + low, about 32 digits: for constant tables made at load, never in hot code.
 *  @see Dekker (1971), A floating-point technique for extending the available precision */
export type DoubleDouble = readonly [high: number, low: number];

/** splits a double into two halves of 26 bits */
const SPLITTER = 134217729; // 2^27 + 1

/** a·b exactly, as a sum of two doubles. */
export function twoProduct(a: number, b: number): DoubleDouble {
  const p = a * b;
  const ca = SPLITTER * a;
  const aHigh = ca - (ca - a);
  const aLow = a - aHigh;
  const cb = SPLITTER * b;
  const bHigh = cb - (cb - b);
  const bLow = b - bHigh;
  return [p, aHigh * bHigh - p + aHigh * bLow + aLow * bHigh + aLow * bLow];
}

function normalize(high: number, low: number): DoubleDouble {
  const s = high + low;
  return [s, low - (s - high)];
}

export function multiply(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const [p, e] = twoProduct(a[0], b[0]);
  return normalize(p, e + (a[0] * b[1] + a[1] * b[0]));
}

export function add(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const s = a[0] + b[0];
  const shift = s - a[0];
  return normalize(s, a[0] - (s - shift) + (b[0] - shift) + (a[1] + b[1]));
}

export function divide(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const quotient = a[0] / b[0];
  const [p, e] = twoProduct(quotient, b[0]);
  return normalize(quotient, (a[0] - p - e + (a[1] - quotient * b[1])) / b[0]);
}

/** √a by one Newton step from the double root, which squares its 16 digits to 32. */
export function squareRoot(a: DoubleDouble): DoubleDouble {
  const root = Math.sqrt(a[0]);
  const [p, e] = twoProduct(root, root);
  return normalize(root, (a[0] - p - e + a[1]) / (2 * root));
}
