import { log } from '../../core/math.ts';
import type { Channel, Dataset } from '../../dataset/types.ts';
import type { AdstockSpec, ChannelCurves, SaturationSpec } from '../../media/types.ts';
import { adstocked, stockQuantile } from '../curves/default.ts';

/** Response curves of one scale, by the parameters with which they reach half of their maximum at `half`. */
export const halfCurves = {
  none: () => [],
  logistic: (half) => [log(3) / half],
  exponential: (half) => [log(2) / half],
  michaelis_menten: (half) => [half],
  tanh: (half) => [(2 * half) / log(3)],
  hill: (half, slope) => [half, slope],
} as const satisfies Record<string, (half: number, slope: number) => readonly number[]>;

export type HalfCurve = keyof typeof halfCurves;

/** The curves of a channel that spends something, with half of the maximum response at a quantile of its adstocked exposure.
 *  @param slope of `hill` */
export function curvesOfHalf(
  dataset: Dataset,
  channel: Channel,
  adstock: AdstockSpec,
  { curve, halfAt, slope }: { readonly curve: HalfCurve; readonly halfAt: number; readonly slope: number },
): ChannelCurves {
  // a channel without any exposure is refused later, by name; 1 is a number to get there
  const half = stockQuantile(adstocked(dataset, channel, adstock), halfAt) ?? 1;
  const saturation: SaturationSpec = { curve, parameters: halfCurves[curve](half, slope) };
  return { adstock, saturation, order: 'adstock-first' };
}
