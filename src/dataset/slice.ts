import { buildDataset } from './build.ts';
import type { Channel, Dataset, ExtendedSeries } from './types.ts';

/** Some consecutive periods of a dataset as a window of their own: what was spent before them is history, after them
 *  future; dates and calendar go along. It has a digest of its own.
 *  @param first 0-based period of the window
 *  @param length at least 1; first + length is at most T */
export function sliceDataset(dataset: Dataset, first: number, length: number): Dataset {
  const { periods, history, future, geos, dates, firstPeriod } = dataset;
  if (!(Number.isInteger(first) && Number.isInteger(length) && first >= 0 && length >= 1 && first + length <= periods))
    throw new RangeError(`sliceDataset: ${length} periods from ${first} on, of ${periods}`);
  const each = (from: number, to: number, at: (g: number, t: number) => number): Float64Array =>
    Float64Array.from({ length: geos.length * (to - from) }, (_, i) => {
      const g = Math.floor(i / (to - from));
      return at(g, from + i - g * (to - from));
    });
  /** a series over history, window and future, by its place from the first of history on */
  const extended = (series: ExtendedSeries): ExtendedSeries => {
    const at = (g: number, t: number): number => {
      if (t < history) return series.history[g * history + t]!;
      if (t < history + periods) return series.window[g * periods + t - history]!;
      return series.future[g * future + t - history - periods]!;
    };
    const [from, to] = [history + first, history + first + length];
    return {
      history: each(0, from, at),
      window: each(from, to, at),
      future: each(to, history + periods + future, at),
    };
  };
  const inWindow = (values: Float64Array) => each(first, first + length, (g, t) => values[g * periods + t]!);
  const { digest: _, ...rest } = dataset;
  return buildDataset({
    ...rest,
    periods: length,
    history: history + first,
    future: future + periods - first - length,
    dates: dates?.slice(first, first + length) ?? null,
    firstPeriod: firstPeriod + first,
    carryoverStart: history + first > 0 ? 'history' : rest.carryoverStart,
    channels: dataset.channels.map(
      (channel): Channel => ({
        ...channel,
        spend: extended(channel.spend),
        ...(channel.volume === undefined ? {} : { volume: extended(channel.volume) }),
      }),
    ),
    controls: dataset.controls.map((control) => ({ ...control, values: inWindow(control.values) })),
    outcome: { ...dataset.outcome, values: inWindow(dataset.outcome.values) },
  });
}
