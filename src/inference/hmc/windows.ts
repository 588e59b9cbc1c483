/** Which warm-up iterations teach the metric: a first buffer for spreading over the typical set, windows that double, a last
 *  buffer for the step size alone. Stan's scheme with shorter parts: chains start near the mode, and each iteration brings a
 *  draw from every one of them. */
export type Windows = {
  /** iterations before the first window */
  readonly first: number;
  /** iteration (exclusive) at which each window ends and the metric is renewed */
  readonly ends: readonly number[];
};

// measured on the reference problems, four chains: longer parts gained nothing (docs/performance.md)
const FIRST = 20;
const LAST = 40;
const BASE = 40;

export function warmupWindows(warmup: number): Windows {
  if (warmup < 20) return { first: warmup, ends: [] };
  const short = FIRST + BASE + LAST > warmup;
  const first = short ? Math.floor(0.15 * warmup) : FIRST;
  const last = short ? Math.floor(0.3 * warmup) : LAST;
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
