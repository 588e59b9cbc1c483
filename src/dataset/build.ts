import { digestSeries } from '../core/hash.ts';
import type { Dataset, ExtendedSeries } from './types.ts';

/** Everything of a dataset but its digest, which follows from the series. */
export type DatasetParts = Omit<Dataset, 'digest'>;

/** A dataset with its digest: SHA-256 of the float64 bytes of population, then each channel's spend and volume
 *  (history, window, future), each control, the outcome. Names and dates do not enter. */
export function buildDataset(parts: DatasetParts): Dataset {
  const extended = (series: ExtendedSeries) => [series.history, series.window, series.future];
  const series = [
    parts.population,
    ...parts.channels.flatMap((channel) => [
      ...extended(channel.spend),
      ...(channel.volume === undefined ? [] : extended(channel.volume)),
    ]),
    ...parts.controls.map((control) => control.values),
    parts.outcome.values,
  ];
  return { ...parts, digest: digestSeries(series) };
}
