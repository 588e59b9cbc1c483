import { buildDataset, type DatasetParts } from '../../dataset/build.ts';
import type { Channel, Dataset, ExtendedSeries } from '../../dataset/types.ts';

/** The dataset with some of its parts changed, under its own digest again. */
export function withParts({ digest: _, ...parts }: Dataset, changed: Partial<DatasetParts>): Dataset {
  return buildDataset({ ...parts, ...changed });
}

/** A channel with its spend (not what it buys) changed value by value. */
export function withSpend(channel: Channel, change: (spend: number, index: number) => number): Channel {
  return { ...channel, spend: eachPart(channel.spend, (values) => values.map(change)) };
}

export function eachPart(series: ExtendedSeries, change: (values: Float64Array) => Float64Array): ExtendedSeries {
  return { history: change(series.history), window: change(series.window), future: change(series.future) };
}

export function withOutcome(dataset: Dataset, change: (y: number, index: number) => number): Dataset {
  return withParts(dataset, { outcome: { ...dataset.outcome, values: dataset.outcome.values.map(change) } });
}
