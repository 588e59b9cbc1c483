import { sum } from '../../core/stats.ts';
import { allocate } from '../../inference/allocation/allocate.ts';
import { allocateJoint } from '../../inference/allocation/allocateJoint.ts';
import { tabulated } from '../../inference/allocation/tabulated.ts';
import type { Allocation, Constraint, Infeasible } from '../../inference/allocation/types.ts';
import type { JointValue } from './jointValue.ts';

/** Places between the bounds at which each channel's curve is computed. The best split of the splines through them is off by
 *  some 1e-4 of spend, so by some 1e-8 of what media bring: at the top a curve is flat. */
const PLACES = 33;

/** The split that truly brings most. Separable: each channel's exact curve is tabulated and the table's best split is found,
 *  by equal marginal returns or, where a curve is S-shaped, by a grid and uphill from there. Otherwise that split is where
 *  a search over exact replays of all channels at once begins, and one begins at `also`.
 *  @param bounds of every channel, as multiples of its spend; they allow `times`
 *  @param also a split that the answer may not be worse than
 *  @returns scales, a channel each */
export function trueOptimum(
  { spend, valueAt, aloneAt }: Pick<JointValue, 'spend' | 'valueAt' | 'aloneAt'>,
  separable: boolean,
  times: number,
  [low, high]: readonly [number, number],
  also: readonly number[],
): readonly number[] {
  const places = Array.from({ length: PLACES }, (_, k) => low + ((high - low) * k) / (PLACES - 1));
  const curveOf = (i: number): ((scale: number) => number) =>
    separable ? aloneAt(i) : (scale) => valueAt(also.map((other, j) => (j === i ? scale : other)));
  const curves = spend.map((own, i) =>
    tabulated(
      places.map((scale) => scale * own),
      places.map(curveOf(i)),
    ),
  );
  const constraint: Constraint = {
    budget: times * sum(spend),
    lower: spend.map((own) => places[0]! * own),
    upper: spend.map((own) => places[PLACES - 1]! * own),
  };
  const scalesOf = (amounts: Float64Array) => spend.map((own, i) => amounts[i]! / own);
  const apart = scalesOf(amountsOf(allocate(curves, constraint)));
  const better = valueAt(apart) >= valueAt(also) ? apart : also;
  if (separable) return better;
  const starts = [apart, also].map((scales) => Float64Array.from(scales, (scale, i) => scale * spend[i]!));
  const value = (amounts: Float64Array) => valueAt(scalesOf(amounts));
  const joint = scalesOf(amountsOf(allocateJoint(value, constraint, starts)));
  return valueAt(joint) >= valueAt(better) ? joint : better;
}

/** @throws Error where the bounds do not allow the budget: the study was refused then */
function amountsOf(found: Allocation | Infeasible): Float64Array {
  if ('reason' in found) throw new Error(found.reason);
  return found.amounts;
}
