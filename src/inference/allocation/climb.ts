import { sum } from '../../core/stats.ts';
import type { Constraint } from './types.ts';

/** First step, as a share of the budget that is free; smaller than the span of a usual hill. */
const FIRST = 1 / 16;
/** Last step: amounts are exact to this share of the free budget, values to about its square. */
const LAST = 1e-7;
/** When steps are this short a hill is all but climbed, and others are looked for. */
const CLIMBED = 1e-3;
/** Points that are tried along each exchange in search of a higher hill. */
const POINTS = 16;
/** Evaluations from one start at most, a bound for functions that never settle. A round of steps takes some 3 for each of
 *  n(n − 1)/2 pairs, so 200·n² are more than a hundred rounds whatever the number of parts; few parts may have more. */
const [FEWEST, EACH_PAIR] = [20_000, 200];

type Point = { readonly amounts: Float64Array; readonly value: number };

/** What a split returns, and what one returns that differs from it in two parts. */
export type Objective = {
  readonly value: (amounts: Float64Array) => number;
  /** @param here what `amounts` return
   *  @param one, other the parts that change, and to what */
  readonly reached: (
    amounts: Float64Array,
    here: number,
    one: readonly [part: number, amount: number],
    other: readonly [part: number, amount: number],
  ) => number;
};

/** From one start to a local optimum, and where that is asked for beyond it.
 *  @param start within the bounds, on the budget
 *  @param jumps whether to look along every exchange for a higher hill; false where that was done */
export function climb(
  { value, reached }: Objective,
  { lower, upper, budget }: Constraint,
  start: Float64Array,
  jumps: boolean,
): Point {
  const n = start.length;
  const most = Math.max(FEWEST, EACH_PAIR * n * n);
  const amounts = start.slice();
  let here = value(amounts.slice());
  let evaluations = 1;
  const free = budget - sum(lower);
  let looked = !jumps;
  for (let step = FIRST * free; step > LAST * free && evaluations < most; ) {
    const before = here;
    eachPair((i, j) => move(i, j, step));
    // gains that rounding could make up are none; less than the square of a step is worth is better found by a shorter one
    const worth = Math.max(1e-12, (1e-4 * step * step) / (free * free));
    if (here - before > worth * Math.abs(before)) continue;
    step /= 4;
    if (looked || step > CLIMBED * free) continue;
    const top = here;
    eachPair(jump);
    looked = !(here - top > 1e-9 * Math.abs(top));
    if (!looked) step = FIRST * free;
  }
  return { amounts, value: value(amounts.slice()) };

  function eachPair(exchange: (i: number, j: number) => void): void {
    for (let i = 0; i < n; i++) for (let j = i + 1; j < n && evaluations < most; j++) exchange(i, j);
  }

  /** What may go to i from j, and from i to j. */
  function room(i: number, j: number): readonly [forth: number, back: number] {
    return [
      Math.min(upper[i]! - amounts[i]!, amounts[j]! - lower[j]!),
      Math.min(amounts[i]! - lower[i]!, upper[j]! - amounts[j]!),
    ];
  }

  /** Takes the best of some shifts, if it gains; says what each gained. */
  function take(i: number, j: number, shifts: readonly number[]): readonly number[] {
    const before = here;
    const [fromI, fromJ] = [amounts[i]!, amounts[j]!];
    let [toI, toJ] = [fromI, fromJ];
    const gains = shifts.map((shift) => {
      const x = Math.min(upper[i]!, Math.max(lower[i]!, fromI + shift));
      const y = Math.min(upper[j]!, Math.max(lower[j]!, fromJ - shift));
      const there = reached(amounts, before, [i, x], [j, y]);
      if (there > here) [here, toI, toJ] = [there, x, y];
      return there - before;
    });
    evaluations += shifts.length;
    [amounts[i], amounts[j]] = [toI, toJ];
    return gains;
  }

  /** A step to i from j, one back, and the top of the parabola through them. */
  function move(i: number, j: number, step: number): void {
    const [mostForth, mostBack] = room(i, j);
    const [forth, back] = [Math.min(step, mostForth), Math.min(step, mostBack)];
    if (!(forth > 0 && back > 0)) {
      if (forth > 0) take(i, j, [forth]);
      else if (back > 0) take(i, j, [-back]);
      return;
    }
    const from = amounts[i]!;
    const [up, down] = take(i, j, [forth, -back]);
    const bend = up! / forth + down! / back;
    if (!(bend < 0)) return;
    const top = (up! * (back / forth) - down! * (forth / back)) / (-2 * bend);
    // from where the money is now
    const shift = Math.min(mostForth, Math.max(top, -mostBack)) - (amounts[i]! - from);
    if (shift !== 0) take(i, j, [shift]);
  }

  /** All along the exchange: a hill beyond a valley is seen if it is wider than a sixteenth of it, or at its end. */
  function jump(i: number, j: number): void {
    const [forth, back] = room(i, j);
    if (forth + back > 0) {
      take(
        i,
        j,
        Array.from({ length: POINTS + 1 }, (_, k) => (k * (forth + back)) / POINTS - back),
      );
    }
  }
}
