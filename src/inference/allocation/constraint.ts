import { sum } from '../../core/stats.ts';
import type { Constraint, Infeasible } from './types.ts';

/** Sums of bounds are rounded: a budget may miss them by this share. */
const ROUNDING = 1e-12;

/** Why no split of so many parts meets a constraint; undefined where one does. */
export function infeasible(parts: number, { budget, lower, upper }: Constraint): Infeasible | undefined {
  if (lower.length !== parts || upper.length !== parts) {
    return { reason: `${lower.length} lower and ${upper.length} upper bounds for ${parts} parts` };
  }
  const wrong = lower.findIndex((low, i) => !(Number.isFinite(low) && Number.isFinite(upper[i]!) && low <= upper[i]!));
  if (wrong !== -1) return { reason: `bounds of part ${wrong}: ${lower[wrong]} to ${upper[wrong]} is no interval` };
  const [least, most] = [sum(lower), sum(upper)];
  const slack = ROUNDING * Math.max(Math.abs(least), Math.abs(most));
  if (budget >= least - slack && budget <= most + slack) return undefined;
  return { reason: `budget ${budget}: the bounds allow ${least} to ${most}` };
}

/** The same way between the bounds for every part, to the budget: the split that favors none. */
export function evenFill({ budget, lower, upper }: Constraint): Float64Array {
  const [least, most] = [sum(lower), sum(upper)];
  const share = most > least ? Math.min(1, Math.max(0, (budget - least) / (most - least))) : 0;
  return Float64Array.from(lower, (low, i) => Math.min(upper[i]!, low + share * (upper[i]! - low)));
}
