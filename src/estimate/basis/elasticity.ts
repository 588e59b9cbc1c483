import type { Estimand } from '../../dataset/estimand.ts';
import type { Channel } from '../../dataset/types.ts';
import { keptChannels } from '../columns.ts';
import type { Effect, Parameter } from '../contract.ts';
import { headSum, type PerHead } from '../perHead.ts';
import type { BasisSettings } from './types.ts';

/** What elasticities are made from: the return on 1 % more spend throughout the window, carryover after it not counted. */
export function elasticityEstimands(dataset: PerHead, settings: BasisSettings): readonly Estimand[] {
  const window = [0, dataset.periods - 1] as const;
  return keptChannels(dataset, settings.channels).map(({ name: channel }) => ({
    ...{ channel, kind: 'mroas.total', window, tail: 0 },
  }));
}

/** `<channel>.elasticity`: percent of the window's expected outcome for a percent of the channel's spend, all its periods
 *  at once, mROAS·Σx/ΣE[y]. Its error takes ΣE[y] as known, which least squares nearly does. Channels without spend (but
 *  with volume) have none.
 *  @param effects of `elasticityEstimands`, channel by channel; none where none were asked
 *  @param fitted G·T expected outcomes per head */
export function elasticities(
  dataset: PerHead,
  channels: readonly Channel[],
  effects: readonly (Effect | null)[],
  fitted: Float64Array,
): readonly Parameter[] {
  return effects.flatMap((effect, c) => {
    if (effect === null) return [];
    const { name, spend } = channels[c]!;
    const per = headSum(spend.window, dataset) / headSum(fitted, dataset);
    return [{ name: `${name}.elasticity`, value: effect.point * per, se: effect.se! * per }];
  });
}
