/** Which warm-up iterations teach the metric, as in Stan: a first buffer for finding the typical set, windows that double,
 *  a last buffer for the step size alone. */
export type Windows = {
  /** iterations before the first window */
  readonly first: number;
  /** iteration (exclusive) at which each window ends and the metric is renewed */
  readonly ends: readonly number[];
};

// Stan's defaults for 1,000 iterations, scaled down in proportion when there are fewer than 150
const FIRST = 75;
const LAST = 50;
const BASE = 25;

export function warmupWindows(warmup: number): Windows {
  if (warmup < 20) return { first: warmup, ends: [] };
  const short = FIRST + BASE + LAST > warmup;
  const first = short ? Math.floor(0.15 * warmup) : FIRST;
  const last = short ? Math.floor(0.1 * warmup) : LAST;
  const stop = warmup - last;
  const ends: number[] = [];
  let size = short ? stop - first : BASE;
  for (let end = first + size; ends.at(-1) !== stop; end += size) {
    size *= 2;
    // a window that the next one, of twice the length, would not fit behind is stretched to the end
    ends.push(end + size > stop ? stop : end);
  }
  return { first, ends };
}
