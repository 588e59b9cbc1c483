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
