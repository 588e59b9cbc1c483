import { observedEvery } from '../../scenario/observation.ts';
import type { Panel } from '../panel.ts';
import { makeWorkspace, replay } from '../replay.ts';
import type { Route } from '../route.ts';
import type { Setting } from '../scaled.ts';
import { sumOver } from '../series.ts';
import type { DecisionRequest } from './request.ts';

/** What any split of the budget truly brings, on one draw. */
export type JointValue = {
  /** indices of the channels that spend in the window: there is nothing to scale on the others */
  readonly channels: readonly number[];
  /** what each of them spent in the window, all geos */
  readonly spend: readonly number[];
  readonly route: Route;
  readonly window: readonly [first: number, last: number];
  /** periods counted after the window: the longest tail of a channel */
  readonly tail: number;
  /** Outcome over window and tail less that with no spend in the window, all geos, by an exact replay.
   *  @param scales one a channel */
  readonly valueAt: (scales: ArrayLike<number>) => number;
  /** The same, up to a constant, of one channel alone with the others as they were: a part of the work, and enough where the
   *  outcome is separable. By its place among `channels`. */
  readonly aloneAt: (place: number) => (scale: number) => number;
};

/** Every channel that spends is set at once, so none of them responds to another: one that would follow TV is bought as
 *  decided. What is not decided responds (total), or is held where it mediates (direct).
 *  @param panel with expectations in place of multiplicative noise, as effects are read from
 *  @param periods of the estimation window */
export function jointValue(
  { model, axis, geos, settings }: Panel,
  { window: asked, effects }: DecisionRequest,
  periods: number,
): JointValue {
  const every = observedEvery(model.world);
  const window = asked ?? ([0, periods - 1] as const);
  const tail = Math.max(0, ...Object.values(model.tails));
  const from = axis.start + every * window[0];
  const after = axis.start + every * (window[1] + 1);
  const to = after + every * tail;
  const spendOf = (channel: number) =>
    settings.reduce(
      (sum, { factual }, g) => sum + geos[g]!.population * sumOver(factual.values[channel]!, from, after),
      0,
    );
  const channels = model.channels.filter((channel) => spendOf(channel) > 0);
  const held = effects === 'total' ? [] : [...new Set(Object.values(model.others).flat())].sort();
  const route = model.together(channels, held);
  const open = (along: Route): ((scales: ArrayLike<number>) => number) => {
    const gains = settings.map((setting) => gainOver(setting, along, from, after, to));
    return (scales) => gains.reduce((sum, gain, g) => sum + geos[g]!.population * gain(scales), 0);
  };
  const names = channels.map((channel) => model.nodes[channel]!.name);
  return {
    ...{ channels, spend: channels.map(spendOf), route, window, tail, valueAt: open(route) },
    aloneAt: (place) => {
      const others = names.filter((_, i) => i !== place);
      const value = open(model.together([channels[place]!], [...new Set([...held, ...others])].sort()));
      return (scale) => value([scale]);
    },
  };
}

/** Of one geo, per head. */
function gainOver(
  { model, axis, exogenous, factual }: Setting,
  route: Route,
  from: number,
  after: number,
  to: number,
): (scales: ArrayLike<number>) => number {
  const workspace = makeWorkspace(model, axis);
  const paths = route.set.map((channel) => factual.values[channel]!.subarray(from, after));
  const outcomeAt = (scales: ArrayLike<number>): Float64Array => {
    const set = new Map(route.set.map((channel, i) => [channel, paths[i]!.map((x) => scales[i]! * x)]));
    return replay(model, axis, exogenous, factual, route, set, from, workspace).values[model.outcome]!;
  };
  const none = outcomeAt(new Float64Array(paths.length)).slice(from, to);
  return (scales) => {
    const outcome = outcomeAt(scales);
    let total = 0;
    for (let t = from; t < to; t++) total += outcome[t]! - none[t - from]!;
    return total;
  };
}
