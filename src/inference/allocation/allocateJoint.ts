import { sum } from '../../core/stats.ts';
import { climb, type Objective } from './climb.ts';
import { evenFill, infeasible } from './constraint.ts';
import { priceAt } from './priceAt.ts';
import type { Allocation, Constraint, Infeasible } from './types.ts';

/** The split of a budget that a function of all amounts returns most for, from each start uphill without derivatives: money
 *  goes between two parts at a time by a step either way, or to the top of the parabola through the three values; a round
 *  over all pairs that gains nothing shortens the step. Once up, it looks along every exchange for a higher hill. Exchanges
 *  between pairs span all feasible directions at any bounds, so on smooth functions it ends where Karush–Kuhn–Tucker hold
 *  (Kolda, Lewis & Torczon 2003, §8): at a local optimum. The same inputs give the same bits.
 *  @param value higher is better; called 20,000 times for a start at most, or 200·n² times for more than 10 parts
 *  @param start each is moved into the bounds and to the budget first; none: the even split
 *  @returns a reason where no split meets the constraint */
export function allocateJoint(
  value: (amounts: Float64Array) => number,
  constraint: Constraint,
  start: readonly Float64Array[],
): Allocation | Infeasible {
  const fault = infeasible(constraint.lower.length, constraint);
  if (fault !== undefined) return fault;
  const starts = start.length > 0 ? start : [evenFill(constraint)];
  const reached: Objective['reached'] = (amounts, _here, [i, x], [j, y]) => {
    const trial = amounts.slice();
    [trial[i], trial[j]] = [x, y];
    return value(trial);
  };
  return uphill(
    { value, reached },
    constraint,
    starts.map((amounts) => ({ amounts, jumps: true })),
  );
}

/** The best of what is reached from each start.
 *  @param starts one or more; each is moved into the bounds and to the budget first */
export function uphill(
  objective: Objective,
  constraint: Constraint,
  starts: readonly { readonly amounts: Float64Array; readonly jumps: boolean }[],
): Allocation {
  const [first, ...others] = starts.map(({ amounts, jumps }) =>
    climb(objective, constraint, nearest(amounts, constraint), jumps),
  );
  const best = others.reduce((a, b) => (b.value > a.value ? b : a), first!);
  return { ...best, price: priceAt(objective.value, constraint, best.amounts), method: 'multi-start' };
}

/** Into the bounds, then along the room there is to the budget. */
function nearest(start: Float64Array, { budget, lower, upper }: Constraint): Float64Array {
  const amounts = start.map((amount, i) => Math.min(upper[i]!, Math.max(lower[i]!, amount)));
  const rest = budget - sum(amounts);
  const room = amounts.map((amount, i) => (rest > 0 ? upper[i]! - amount : amount - lower[i]!));
  const all = sum(room);
  return all > 0 ? amounts.map((amount, i) => amount + (rest * room[i]!) / all) : amounts;
}
