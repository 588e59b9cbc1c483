import type { Channel, Dataset } from '../dataset/types.ts';
import { applyAdstock } from '../media/adstock.ts';
import { saturate } from '../media/saturation.ts';
import type { ChannelCurves } from '../media/types.ts';

/** What a channel's curves act on: volume where the channel has one, else spend. */
export function exposure(channel: Channel) {
  return channel.volume ?? channel.spend;
}

/** One geo's exposure over history, window, future and `beyond` more periods taken as 0: H + T + F + beyond values. */
export function exposurePath(channel: Channel, dataset: Dataset, geo: number, beyond = 0): Float64Array {
  const { history, periods, future } = dataset;
  const series = exposure(channel);
  const path = new Float64Array(history + periods + future + beyond);
  path.set(series.history.subarray(geo * history, (geo + 1) * history), 0);
  path.set(series.window.subarray(geo * periods, (geo + 1) * periods), history);
  path.set(series.future.subarray(geo * future, (geo + 1) * future), history + periods);
  return path;
}

/** One geo's series through a channel's curves, in their order. Exposure before the series counts as 0.
 *  @param series consecutive periods; left unchanged */
export function transformMedia(series: Float64Array, curves: ChannelCurves): Float64Array {
  if (curves.order === 'adstock-first') {
    const stock = applyAdstock(series, curves.adstock);
    return saturate(stock, curves.saturation, stock);
  }
  const response = saturate(series, curves.saturation);
  return applyAdstock(response, curves.adstock, response);
}
