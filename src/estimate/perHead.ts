import type { Estimand } from '../dataset/estimand.ts';
import type { Dataset, ExtendedSeries } from '../dataset/types.ts';

/** Data per head of their geo, as effects are comparable between geos only so: spend, volume and outcome are divided by
 *  the population, controls are left as they are. Sums over geos count each of them `heads` times. */
export type PerHead = Dataset & {
  /** G */
  readonly heads: Float64Array;
};

/** Data of unknown population have one head a geo, and stay as they are. */
export function perHead(dataset: Dataset): PerHead {
  const { population: heads } = dataset;
  if (heads.every((people) => people === 1)) return { ...dataset, heads };
  const divided = (series: Float64Array): Float64Array => {
    const length = series.length / heads.length;
    return series.map((value, i) => value / heads[Math.floor(i / length)]!);
  };
  const extended = ({ history, window, future }: ExtendedSeries): ExtendedSeries => ({
    history: divided(history),
    window: divided(window),
    future: divided(future),
  });
  return {
    ...dataset,
    heads,
    channels: dataset.channels.map((channel) => ({
      ...channel,
      spend: extended(channel.spend),
      ...(channel.volume === undefined ? {} : { volume: extended(channel.volume) }),
    })),
    outcome: { ...dataset.outcome, values: divided(dataset.outcome.values) },
  };
}

/** A G·T series per head as totals of its geos. */
export function totals(series: Float64Array, { heads, periods }: PerHead): Float64Array {
  return series.map((value, i) => value * heads[Math.floor(i / periods)]!);
}

/** Σ of a G·T series over geos and periods, each geo as often as it has heads, in the order of the series.
 *  @param window first and last period, inclusive; left out: all */
export function headSum(
  series: Float64Array,
  { heads, periods }: Pick<PerHead, 'heads' | 'periods'>,
  [first, last]: Estimand['window'] = [0, periods - 1],
): number {
  let total = 0;
  for (let g = 0; g < heads.length; g++)
    for (let t = first; t <= last; t++) total += heads[g]! * series[g * periods + t]!;
  return total;
}
