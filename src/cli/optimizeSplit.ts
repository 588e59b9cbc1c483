import { quantileSorted, sorted, sum } from '../core/stats.ts';
import { allocate } from '../inference/allocation/allocate.ts';
import { proportional } from '../inference/allocation/proportional.ts';
import { tabulated } from '../inference/allocation/tabulated.ts';
import type { Allocation, Constraint, ResponseCurve } from '../inference/allocation/types.ts';
import type { FittedCurves } from './optimizeCurves.ts';
import { type Lead, leadOf, returnOf } from './optimizeLead.ts';
import type { Bounds } from './optimizeOptions.ts';

/** Quantiles that a spread is told by. */
export const SHARES = [0.1, 0.25, 0.5, 0.75, 0.9] as const;

/** A split by a rule that looks at no curve. */
export type Rule = {
  readonly name: 'keep' | 'equal' | 'last year';
  readonly amounts: Float64Array;
  readonly value: number;
  /** left out where the fit has no draws */
  readonly lead?: Lead;
};

export type Decision = {
  readonly curves: readonly ResponseCurve[];
  readonly constraint: Constraint;
  readonly best: Allocation;
  readonly rules: readonly Rule[];
  /** the best split over what was spent in the window, where the budgets differ */
  readonly overNow?: Lead;
  /** by channel, quantiles of the amount in the best split of each draw; left out where the fit has no draws */
  readonly spread?: readonly (readonly number[])[];
};

/** The best split of a budget by a fit's curves, beside naive ones, and what the fit's draws say of each.
 *  @param bounds by channel
 *  @param budget within what the bounds allow */
export function decide({ scales, channels }: FittedCurves, budget: number, bounds: readonly Bounds[]): Decision {
  const curveOf = (spend: number, values: readonly number[]) =>
    tabulated(
      scales.map((scale) => scale * spend),
      values,
    );
  const curves = channels.map(({ spend, contribution }) => curveOf(spend, contribution));
  const constraint = constraintOf(channels, budget, bounds);
  const best = feasible(allocate(curves, constraint));
  const number = channels[0]!.draws?.length ?? 0;
  const draws = Array.from({ length: number }, (_, d) =>
    channels.map(({ spend, draws: own }) => curveOf(spend, own![d]!)),
  );
  const optima = draws.map((draw) => feasible(allocate(draw, constraint)).amounts);
  const leadOver = (amounts: Float64Array): { readonly lead?: Lead } =>
    draws.length === 0 ? {} : { lead: leadOf(curves, draws, optima, best.amounts, amounts) };
  const weights: readonly (readonly [Rule['name'], readonly (number | null)[]])[] = [
    ['keep', channels.map(({ spend }) => spend)],
    ['equal', channels.map(() => 1)],
    ['last year', channels.map(({ last_year }) => last_year)],
  ];
  const rules = weights.flatMap(([name, weight]): Rule[] => {
    // a year before the data, or one without spend, has no shares
    if (!weight.every((each) => each !== null) || !(sum(weight) > 0)) return [];
    const amounts = feasible(proportional(weight, constraint));
    return [{ name, amounts, value: returnOf(curves, amounts), ...leadOver(amounts) }];
  });
  const now = Float64Array.from(channels, ({ spend }) => spend);
  const { lead: overNow } = leadOver(now);
  if (draws.length === 0) return { curves, constraint, best, rules };
  const spread = channels.map((_, i) => {
    const amounts = sorted(optima.map((each) => each[i]!));
    return SHARES.map((share) => quantileSorted(amounts, share));
  });
  return { curves, constraint, best, rules, ...(overNow && { overNow }), spread };
}

/** Bounds in money. */
export function constraintOf(
  channels: FittedCurves['channels'],
  budget: number,
  bounds: readonly Bounds[],
): Constraint {
  return {
    budget,
    lower: channels.map(({ spend }, i) => bounds[i]!.low * spend),
    upper: channels.map(({ spend }, i) => bounds[i]!.high * spend),
  };
}

function feasible<Split>(split: Split | { readonly reason: string }): Split {
  if (typeof split === 'object' && split !== null && 'reason' in split) {
    throw new RangeError(split.reason);
  }
  return split as Split;
}
