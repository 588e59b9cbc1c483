import type { Constraint, ResponseCurve } from './types.ts';

/** How far a split is from the Karush–Kuhn–Tucker conditions: a part between its bounds returns the price at the margin, a
 *  part at its lower bound no more, one at its upper no less. The largest miss, as a share of the steepest slope met. */
export function marginalGap(
  curves: readonly ResponseCurve[],
  { lower, upper }: Constraint,
  amounts: Float64Array,
  price: number,
): number {
  let [gap, steepest] = [0, Math.max(Math.abs(price), Number.MIN_VALUE)];
  curves.forEach(({ slope }, i) => {
    const [amount, low, high] = [amounts[i]!, lower[i]!, upper[i]!];
    if (low === high) return;
    const margin = slope(amount);
    if (Number.isFinite(margin)) steepest = Math.max(steepest, Math.abs(margin));
    if (amount > low) gap = Math.max(gap, price - margin);
    if (amount < high) gap = Math.max(gap, margin - price);
  });
  return gap / steepest;
}
