import { clamp, roundBelow } from './scatter.ts';

/** An axis with 0 in it, and round numbers on it. */
export type Extent = { readonly low: number; readonly high: number; readonly ticks: readonly number[] };

/** From the lowest to the highest of these and 0, no farther than `reach` to either side: where all lie on one side of 0 the
 *  other takes no room. */
export function extentOf(values: readonly number[], reach: number): Extent {
  const low = values.reduce((least, value) => Math.min(least, value), 0);
  const high = values.reduce((most, value) => Math.max(most, value), 0);
  const ends = { low: clamp(low, -reach, 0), high: clamp(high, 0, reach) };
  const span = ends.high - ends.low > 0 ? ends.high - ends.low : reach;
  // enough that 0 is no edge
  const air = 0.06 * span;
  const extent = { low: ends.low - air, high: ends.high + air };
  const step = roundBelow(span / 2.5);
  const [first, last] = [Math.ceil(extent.low / step), Math.floor(extent.high / step)];
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
  return { ...extent, ticks };
}
