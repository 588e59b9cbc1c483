import type { ResponseCurve } from './types.ts';

/** Slopes that rise by less than this share of the steepest are rounding, not a bend upwards. */
const ROUNDING = 1e-9;

/** A smooth curve through a table: a quadratic spline whose slope is continuous and linear between its knots, with one knot
 *  more in each interval. It rises where the table rises and bends down where the table bends down, which a cubic (PCHIP)
 *  does not promise (three points on a line and then a bend are the exception: no smooth curve can, and this one says that it
 *  is not concave). On tables that rise and fall it turns at the table's own
 *  extremes and nowhere else; it never overshoots the two values that it runs between.
 *  @param xs two or more, ascending; the curve is for these bounds and throws a RangeError beyond them
 *  @see Schumaker (1983), On shape preserving quadratic spline interpolation */
export function tabulated(xs: ArrayLike<number>, ys: ArrayLike<number>): ResponseCurve {
  const { x, y, slope } = knots(xs, ys);
  const last = x.length - 1;
  const margin = ROUNDING * (x[last]! - x[0]!);
  /** the piece of an amount, and how far into it */
  const find = (amount: number): readonly [piece: number, into: number] => {
    if (!(amount >= x[0]! - margin && amount <= x[last]! + margin)) {
      throw new RangeError(`a curve known from ${x[0]} to ${x[last]} was asked at ${amount}`);
    }
    let [low, high] = [0, last];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (x[middle]! <= amount) low = middle;
      else high = middle;
    }
    return [low, amount - x[low]!];
  };
  const bend = (k: number) => (slope[k + 1]! - slope[k]!) / (x[k + 1]! - x[k]!);
  return {
    at: (amount) => {
      const [k, into] = find(amount);
      return y[k]! + into * (slope[k]! + 0.5 * bend(k) * into);
    },
    slope: (amount) => {
      const [k, into] = find(amount);
      return slope[k]! + bend(k) * into;
    },
    concave: falls(slope),
  };
}

function falls(slopes: readonly number[]): boolean {
  const slack = ROUNDING * Math.max(...slopes.map(Math.abs));
  return slopes.every((slope, i) => i === 0 || slope <= slopes[i - 1]! + slack);
}

type Knots = { readonly x: readonly number[]; readonly y: readonly number[]; readonly slope: readonly number[] };

/** The table's points with a knot put between each two. */
function knots(xs: ArrayLike<number>, ys: ArrayLike<number>): Knots {
  const n = xs.length;
  if (n < 2 || ys.length !== n) throw new RangeError(`a table of ${n} amounts and ${ys.length} values is no curve`);
  const secant = Array.from({ length: n - 1 }, (_, i) => (ys[i + 1]! - ys[i]!) / (xs[i + 1]! - xs[i]!));
  if (!secant.every(Number.isFinite)) throw new RangeError('a curve needs finite values at ascending amounts');
  const inner = secant
    .slice(1)
    .map((right, i) => slopeBetween(secant[i]!, right, xs[i + 1]! - xs[i]!, xs[i + 2]! - xs[i + 1]!));
  // at the ends: the slope that lets one parabola do
  const ends = n === 2 ? [secant[0]!, secant[0]!] : [2 * secant[0]! - inner[0]!, 2 * secant[n - 2]! - inner[n - 3]!];
  const slope = [ends[0]!, ...inner, ends[1]!];
  const knots = { x: [xs[0]!], y: [ys[0]!], slope: [slope[0]!] };
  for (let i = 0; i + 1 < n; i++) {
    const [left, mean, right, width] = [slope[i]!, secant[i]!, slope[i + 1]!, xs[i + 1]! - xs[i]!];
    // between slopes on both sides of the secant: where the slope is the secant; else in the middle
    const share = (left - mean) * (right - mean) < 0 ? (mean - right) / (left - right) : 0.5;
    const middle = 2 * mean - left * share - right * (1 - share);
    const at = xs[i]! + share * width;
    if (at > xs[i]! && at < xs[i + 1]!) {
      knots.x.push(at);
      knots.y.push(ys[i]! + 0.5 * share * width * (left + middle));
      knots.slope.push(middle);
    }
    knots.x.push(xs[i + 1]!);
    knots.y.push(ys[i + 1]!);
    knots.slope.push(right);
  }
  return knots;
}

/** A point's slope from the secants at its sides: their weighted harmonic mean, 0 at an extreme. It lies between the two,
 *  and at most twice the flatter one, without which a rising table could get a falling stretch.
 *  @see Brodlie (1980); Fritsch & Butland (1984) */
function slopeBetween(left: number, right: number, widthLeft: number, widthRight: number): number {
  if (left * right <= 0) return 0;
  const [a, b] = [widthLeft + 2 * widthRight, 2 * widthLeft + widthRight];
  const harmonic = (a + b) / (a / left + b / right);
  const flatter = Math.min(Math.abs(left), Math.abs(right));
  return Math.sign(left) * Math.min(Math.abs(harmonic), 2 * flatter);
}
