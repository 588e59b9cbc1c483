import { sum } from '../../core/stats.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { Panel } from '../panel.ts';
import { jointValue } from './jointValue.ts';
import { trueOptimum } from './optimum.ts';
import { type DecisionRequest, type RuleId, ruleIds } from './request.ts';
import { ruleScales, spendBefore } from './rules.ts';
import { isSeparable } from './separable.ts';

/** What decisions on one dataset truly cost. */
export type TrueDecision = {
  /** channels that spend in the window; the others have nothing to scale */
  readonly channels: readonly string[];
  /** of each in the window, all geos */
  readonly spend: readonly number[];
  /** scales, a channel each */
  readonly optimum: readonly number[];
  /** scales of each rule; null where it has nothing to go by */
  readonly rules: Readonly<Record<RuleId, readonly number[] | null>>;
  /** Outcome lost against the optimum, over all that media bring there; null where they bring nothing. Against an optimum
   *  that was searched for it may fall below 0 by as little as the search is off.
   *  @see statistics.md §1 */
  readonly regretOf: (scales: readonly number[]) => number | null;
  /** share of the budget that stands elsewhere than at the optimum */
  readonly misplacedBy: (scales: readonly number[]) => number;
};

/** @param panel with expectations, as effects are read from
 *  @param dataset of the same draw: rules go by what an advertiser has on record */
export function trueDecision(panel: Panel, dataset: Dataset, request: DecisionRequest): TrueDecision {
  const { times, bounds } = request;
  const joint = jointValue(panel, request, dataset.periods);
  const { spend, valueAt, route, window } = joint;
  const channels = joint.channels.map((channel) => panel.model.nodes[channel]!.name);
  const before = channels.map((channel) => spendBefore(dataset, channel, window));
  const rules = ruleScales({ spend, before }, times, bounds);
  const kept = spend.map(() => times);
  // what no curve was drawn for may still be better than a search that went to another hill
  const best = ruleIds.map((id) => rules[id] ?? kept).reduce((a, b) => (valueAt(b) > valueAt(a) ? b : a));
  const optimum = spend.length === 0 ? [] : trueOptimum(joint, isSeparable(panel.model, route), times, bounds, best);
  const most = valueAt(optimum);
  const budget = times * sum(spend);
  return {
    ...{ channels, spend, optimum, rules },
    regretOf: (scales) => (most > 0 ? (most - valueAt(scales)) / most : null),
    misplacedBy: (scales) =>
      budget > 0 ? sum(scales.map((scale, i) => Math.abs(scale - optimum[i]!) * spend[i]!)) / (2 * budget) : 0,
  };
}
