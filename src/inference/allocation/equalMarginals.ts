import { sum } from '../../core/stats.ts';
import type { Constraint, ResponseCurve } from './types.ts';

/** Beyond this no price is looked for: reached only where slopes at the lower bounds are infinite and the budget is their sum. */
const DEAREST = 1e300;

/** The split on which all marginal returns between the bounds are one price. At a price each part wants the amount where
 *  its slope falls to it; the price is closed in on, to the last bit, from where the parts want more than the budget and
 *  from where they want less. What is then left goes to the parts in the ratio of what more they want at the cheaper of the
 *  two, so that parts that return the same over a stretch share it.
 *  @returns the best split where every slope falls (Karush–Kuhn–Tucker) */
export function equalMarginals(
  curves: readonly ResponseCurve[],
  { budget, lower, upper }: Constraint,
): { readonly amounts: Float64Array; readonly price: number } {
  const wanted = (wants: (slope: number) => boolean) =>
    Float64Array.from(curves, ({ slope }, i) => amountWanted(slope, wants, lower[i]!, upper[i]!));
  const atLeast = (price: number) => wanted((slope) => slope > price);
  const steepest = Math.max(...curves.map(({ slope }, i) => slope(lower[i]!)));
  let cheap = Math.max(-DEAREST, Math.min(...curves.map(({ slope }, i) => slope(upper[i]!))));
  let dear = Math.max(cheap, Math.min(steepest, 1));
  while (dear < steepest && dear < DEAREST && sum(atLeast(dear)) > budget) dear = Math.min(steepest, 2 * dear);
  for (;;) {
    const middle = cheap + (dear - cheap) / 2;
    if (!(middle > cheap && middle < dear)) break;
    if (sum(atLeast(middle)) > budget) cheap = middle;
    else dear = middle;
  }
  const least = atLeast(dear);
  const most = wanted((slope) => slope >= cheap);
  const [below, above] = [sum(least), sum(most)];
  const share = above > below ? Math.min(1, Math.max(0, (budget - below) / (above - below))) : 0;
  return { amounts: least.map((low, i) => low + share * (most[i]! - low)), price: cheap + (dear - cheap) / 2 };
}

/** Up to where a falling slope still is wanted: to the last bit, by halving. */
function amountWanted(
  slope: (x: number) => number,
  wants: (slope: number) => boolean,
  lower: number,
  upper: number,
): number {
  if (!wants(slope(lower))) return lower;
  if (wants(slope(upper))) return upper;
  let [low, high] = [lower, upper];
  for (;;) {
    const middle = low + (high - low) / 2;
    if (!(middle > low && middle < high)) return low;
    if (wants(slope(middle))) low = middle;
    else high = middle;
  }
}
