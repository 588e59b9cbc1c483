import { exp, log } from '../../core/math.ts';
import type { Channel, Dataset } from '../../dataset/types.ts';
import { saturate } from '../../media/saturation.ts';
import type { ChannelCurves } from '../../media/types.ts';
import { adstocked, geometricAdstock } from '../curves/default.ts';
import type { EffectShareRidgeSettings } from './settings.ts';

/** A channel's curves with the column that they make of its spend, G·T. */
export type TransformedChannel = { readonly curves: ChannelCurves; readonly column: Float64Array };

type Search = Pick<EffectShareRidgeSettings, 'search' | 'max_lag'>;

/** Numbers of a candidate: retention, half-saturation and slope of each channel, and the penalty. */
export function dimensionOf(channels: readonly unknown[]): number {
  return 3 * channels.length + 1;
}

/** From three coordinates in 0..1 to curves within the search's ranges.
 *  @param place of the channel's first coordinate */
export function transformed(
  dataset: Dataset,
  channel: Channel,
  point: Float64Array,
  place: number,
  { search, max_lag }: Search,
): TransformedChannel {
  const adstock = geometricAdstock(within(search.retention, point[place]!), max_lag);
  const stock = adstocked(dataset, channel, adstock);
  const [least, most] = extent(stock);
  const position = within(search.half_saturation, point[place + 1]!);
  const half = (1 - position) * least + position * most;
  const saturation = { curve: 'hill', parameters: [half, within(search.slope, point[place + 2]!)] };
  return { curves: { adstock, saturation, order: 'adstock-first' }, column: saturate(stock, saturation) };
}

/** The last coordinate, evenly by the penalty's logarithm. */
export function penaltyOf(point: Float64Array, { search: { penalty } }: Search): number {
  return exp(within([log(penalty[0]), log(penalty[1])], point[point.length - 1]!));
}

const within = ([from, to]: readonly [number, number], u: number): number => from + u * (to - from);

function extent(values: Float64Array): readonly [least: number, most: number] {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}
