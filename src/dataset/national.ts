import { buildDataset } from './build.ts';
import type { Channel, Dataset, ExtendedSeries } from './types.ts';

/** The national aggregate of geo data, as one would have it who never saw the geos: spend, volume, outcome and people
 *  are sums over geos, controls their means weighted by population, for they are rates, prices and the like. It has a
 *  digest of its own. National data are returned as they are. */
export function nationalDataset(dataset: Dataset): Dataset {
  const { population } = dataset;
  const geos = population.length;
  if (geos === 1) return dataset;
  const people = population.reduce((total, own) => total + own, 0);
  const sum = (series: Float64Array, weight: (g: number) => number): Float64Array => {
    const length = series.length / geos;
    const out = new Float64Array(length);
    for (let g = 0; g < geos; g++)
      for (let t = 0; t < length; t++) out[t] = out[t]! + weight(g) * series[g * length + t]!;
    return out;
  };
  const total = (series: Float64Array) => sum(series, () => 1);
  const extended = ({ history, window, future }: ExtendedSeries): ExtendedSeries => ({
    history: total(history),
    window: total(window),
    future: total(future),
  });
  const { digest: _, ...rest } = dataset;
  return buildDataset({
    ...rest,
    geos: ['national'],
    population: Float64Array.of(people),
    channels: dataset.channels.map(
      (channel): Channel => ({
        ...channel,
        spend: extended(channel.spend),
        ...(channel.volume === undefined ? {} : { volume: extended(channel.volume) }),
      }),
    ),
    controls: dataset.controls.map((control) => ({
      ...control,
      values: sum(control.values, (g) => population[g]! / people),
    })),
    outcome: { ...dataset.outcome, values: total(dataset.outcome.values) },
  });
}
