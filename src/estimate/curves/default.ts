import { quantile } from '../../core/stats.ts';
import type { Channel, Dataset } from '../../dataset/types.ts';
import { applyAdstock } from '../../media/adstock.ts';
import type { AdstockSpec, ChannelCurves } from '../../media/types.ts';
import { exposurePath } from '../media.ts';

/** Retention of the default adstock: commonly used, yet arbitrary. */
export const defaultRetention = 0.6;
/** Lags of the default adstock, as in media/resolve.ts: .6⁸ leaves out 2 % of an endless one. */
const defaultLags = 8;
/** Share of the window's adstocked spend below the default half-saturation: most periods on the steep part. */
export const defaultQuantile = 0.7;

/** Geometric adstock with weights divided by their sum. */
export function geometricAdstock(alpha: number, maxLag = defaultLags): AdstockSpec {
  return { curve: 'geometric', parameters: [alpha], maxLag, normalize: true };
}

/** The channel's exposure under an adstock in the window, G·T, carry-in from history included. */
export function adstocked(dataset: Dataset, channel: Channel, adstock: AdstockSpec): Float64Array {
  const { history, periods } = dataset;
  const window = new Float64Array(dataset.geos.length * periods);
  for (let g = 0; g < dataset.geos.length; g++) {
    const stock = applyAdstock(exposurePath(channel, dataset, g), adstock);
    window.set(stock.subarray(history, history + periods), g * periods);
  }
  return window;
}

/** Quantile of adstocked exposure; where that is 0 (a channel mostly silent), of its positive values.
 *  Undefined when there is none. */
export function stockQuantile(stock: Float64Array, share: number): number | undefined {
  const value = quantile(stock, share);
  if (value > 0) return value;
  const positive = stock.filter((x) => x > 0);
  return positive.length === 0 ? undefined : quantile(positive, share);
}

/** Hill saturation of slope 1 behind an adstock. */
export function hillCurves(adstock: AdstockSpec, halfSaturation: number): ChannelCurves {
  return { adstock, saturation: { curve: 'hill', parameters: [halfSaturation, 1] }, order: 'adstock-first' };
}

/** The curves of `media: default`; undefined for a channel that never spends. */
export function defaultCurves(dataset: Dataset, channel: Channel): ChannelCurves | undefined {
  const adstock = geometricAdstock(defaultRetention);
  const half = stockQuantile(adstocked(dataset, channel, adstock), defaultQuantile);
  return half === undefined ? undefined : hillCurves(adstock, half);
}
