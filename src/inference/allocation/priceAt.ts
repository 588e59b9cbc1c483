import { sum } from '../../core/stats.ts';
import type { Constraint } from './types.ts';

/** What the last unit of budget brings: central differences over parts with room both ways, weighted equally; the best
 *  one-sided one where there is none. */
export function priceAt(
  value: (amounts: Float64Array) => number,
  constraint: Constraint,
  amounts: Float64Array,
): number {
  const { lower, upper, budget } = constraint;
  const step = 1e-4 * Math.max(Math.abs(budget - sum(lower)), Number.MIN_VALUE);
  const slopes: { readonly slope: number; readonly inside: boolean }[] = [];
  amounts.forEach((amount, i) => {
    const inside = amount - step >= lower[i]! && amount + step <= upper[i]!;
    const [down, up] = [Math.max(lower[i]!, amount - step), Math.min(upper[i]!, amount + step)];
    if (!(up > down)) return;
    const at = (x: number) => value(amounts.map((other, j) => (j === i ? x : other)));
    slopes.push({ slope: (at(up) - at(down)) / (up - down), inside });
  });
  const inside = slopes.filter((each) => each.inside).map(({ slope }) => slope);
  if (inside.length > 0) return sum(inside) / inside.length;
  return slopes.length > 0 ? Math.max(...slopes.map(({ slope }) => slope)) : 0;
}
