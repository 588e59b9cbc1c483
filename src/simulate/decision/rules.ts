import { sum } from '../../core/stats.ts';
import type { Dataset } from '../../dataset/types.ts';
import { proportional } from '../../inference/allocation/proportional.ts';
import type { RuleId } from './request.ts';

/** What each rule decides, as scales: the budget in the ratio of the rule's wish; a channel whose share is beyond a bound stays
 *  at it, and the others share the rest. Null where a rule has nothing to go by: no spend before the window.
 *  @param spend of each channel in the window, all positive
 *  @param before what the data say each spent in the period of equal length before, or in as much of it as they have
 *  @param times the budget over the sum of `spend`, between the bounds */
export function ruleScales(
  { spend, before }: { readonly spend: readonly number[]; readonly before: readonly number[] },
  times: number,
  [low, high]: readonly [number, number],
): Readonly<Record<RuleId, readonly number[] | null>> {
  const constraint = {
    budget: times * sum(spend),
    lower: spend.map((own) => low * own),
    upper: spend.map((own) => high * own),
  };
  const inRatio = (wish: readonly number[]): readonly number[] | null => {
    const split = spend.length > 0 && sum(wish) > 0 ? proportional(wish, constraint) : null;
    if (split === null || 'reason' in split) return null;
    return spend.map((own, i) => Math.min(high, Math.max(low, split[i]! / own)));
  };
  return { keep: spend.map(() => times), proportional: inRatio(before), equal: inRatio(spend.map(() => 1)) };
}

/** Spend of a channel in the periods before the window, as many as the window has or the data carry: last year's for a
 *  window of a year whose data go back so far. */
export function spendBefore(dataset: Dataset, channel: string, [first, last]: readonly [number, number]): number {
  const { history, periods, geos } = dataset;
  const spend = dataset.channels.find(({ name }) => name === channel)?.spend;
  if (spend === undefined) return 0;
  const length = Math.min(last - first + 1, first + history);
  let total = 0;
  for (let g = 0; g < geos.length; g++)
    for (let t = first - length; t < first; t++)
      total += t < 0 ? spend.history[g * history + history + t]! : spend.window[g * periods + t]!;
  return total;
}
