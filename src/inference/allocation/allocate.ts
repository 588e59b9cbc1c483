import { sum } from '../../core/stats.ts';
import { uphill } from './allocateJoint.ts';
import type { Objective } from './climb.ts';
import { evenFill, infeasible } from './constraint.ts';
import { equalMarginals } from './equalMarginals.ts';
import { gridStart } from './gridStart.ts';
import { marginalGap } from './marginalGap.ts';
import type { Allocation, Constraint, Infeasible, ResponseCurve } from './types.ts';

/** What halving in doubles leaves, with room: marginal returns of parts between their bounds agree to this share. */
const TOLERANCE = 1e-6;

/** The split of a budget that returns most, where each part returns by its own amount alone.
 *  Concave curves: the one best split, by equal marginal returns. Others (S-shaped): from the best split on a grid, which no
 *  other can beat by more than the grid's step is worth, and from the even one, uphill to a local optimum; the better of
 *  the two. The same inputs give the same bits.
 *  @returns a reason where no split meets the constraint */
export function allocate(curves: readonly ResponseCurve[], constraint: Constraint): Allocation | Infeasible {
  const fault = infeasible(curves.length, constraint);
  if (fault !== undefined) return fault;
  const value = (amounts: Float64Array) => sum(amounts.map((x, i) => curves[i]!.at(x)));
  if (curves.every(({ concave }) => concave)) {
    const { amounts, price } = equalMarginals(curves, constraint);
    // curves that only say to be concave miss the budget or each other
    const spent = Math.abs(sum(amounts) - constraint.budget) <= TOLERANCE * Math.abs(constraint.budget);
    if (spent && marginalGap(curves, constraint, amounts, price) <= TOLERANCE) {
      return { amounts, value: value(amounts), price, method: 'equal-marginals' };
    }
  }
  return uphill({ value, reached: apart(curves) }, constraint, [
    // the grid has looked everywhere
    { amounts: gridStart(curves, constraint), jumps: false },
    { amounts: evenFill(constraint), jumps: true },
  ]);
}

/** Of parts that return by their own amounts only the two that change are asked: the cost does not grow with the others. */
function apart(curves: readonly ResponseCurve[]): Objective['reached'] {
  const [at, returns] = [new Float64Array(curves.length).fill(Number.NaN), new Float64Array(curves.length)];
  const now = (i: number, x: number) => {
    if (at[i] !== x) [at[i], returns[i]] = [x, curves[i]!.at(x)];
    return returns[i]!;
  };
  return (amounts, here, [i, x], [j, y]) =>
    here + (curves[i]!.at(x) - now(i, amounts[i]!)) + (curves[j]!.at(y) - now(j, amounts[j]!));
}
