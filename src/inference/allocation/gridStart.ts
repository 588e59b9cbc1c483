import { sum } from '../../core/stats.ts';
import type { Constraint, ResponseCurve } from './types.ts';

/** Steps of the budget above the lower bounds. A bend to be seen must be wider than a step; time goes with the square. */
const STEPS = 256;

/** The best split on a grid, by dynamic programming over parts and steps: the highest hill is found wherever it is wider
 *  than a step. Parts stop at their upper bounds; what that leaves goes to parts with room, in the ratio of the room. */
export function gridStart(curves: readonly ResponseCurve[], { budget, lower, upper }: Constraint): Float64Array {
  const step = (budget - sum(lower)) / STEPS;
  if (!(step > 0)) return Float64Array.from(lower);
  const choices: Int32Array[] = [];
  // best[k]: the most that the parts so far return for k steps; −∞ where they cannot take that many
  let best = new Float64Array(STEPS + 1).fill(Number.NEGATIVE_INFINITY);
  best[0] = 0;
  curves.forEach(({ at }, i) => {
    const most = Math.min(STEPS, Math.ceil((upper[i]! - lower[i]!) / step));
    const returns = Float64Array.from({ length: most + 1 }, (_, k) => at(Math.min(upper[i]!, lower[i]! + k * step)));
    const next = new Float64Array(STEPS + 1).fill(Number.NEGATIVE_INFINITY);
    const choice = new Int32Array(STEPS + 1);
    for (let total = 0; total <= STEPS; total++) {
      for (let k = 0; k <= Math.min(most, total); k++) {
        const value = best[total - k]! + returns[k]!;
        if (value > next[total]!) [next[total], choice[total]] = [value, k];
      }
    }
    choices.push(choice);
    best = next;
  });
  const amounts = Float64Array.from(lower);
  for (let i = curves.length - 1, left = STEPS; i >= 0; i--) {
    const k = choices[i]![left]!;
    amounts[i] = Math.min(upper[i]!, lower[i]! + k * step);
    left -= k;
  }
  return topUp(amounts, budget, upper);
}

/** @returns amounts that sum to the budget, the rest shared in the ratio of the room */
function topUp(amounts: Float64Array, budget: number, upper: readonly number[]): Float64Array {
  const room = amounts.map((amount, i) => upper[i]! - amount);
  const [rest, all] = [budget - sum(amounts), sum(room)];
  return all > 0 ? amounts.map((amount, i) => amount + room[i]! * Math.min(1, Math.max(0, rest / all))) : amounts;
}
