/** From values to px, and ticks at round values. */
export type Scale = {
  readonly least: number;
  readonly most: number;
  readonly at: (value: number, width: number) => number;
  readonly ticks: (count: number) => readonly number[];
};

/** Room at both ends, in px, so that marks at the ends are whole. */
const MARGIN = 10;

/** Shows 0, all truths and first estimates, and all but the outermost hundredth of the others on either side, which are
 *  drawn at the edge. */
export function scaleOver(kept: readonly number[], estimates: readonly number[]): Scale {
  const sorted = [...estimates].sort((a, b) => a - b);
  const quantile = (p: number): readonly number[] =>
    sorted.length === 0 ? [] : [sorted[Math.round(p * (sorted.length - 1))]!];
  const shown = [0, ...kept, ...quantile(0.01), ...quantile(0.99)];
  const [low, high] = [Math.min(...shown), Math.max(...shown)];
  const span = high - low || 1;
  const [least, most] = [low - (low < 0 ? 0.06 * span : 0), high + 0.06 * span];
  return {
    ...{ least, most },
    at: (value, width) => MARGIN + ((value - least) / (most - least)) * (width - 2 * MARGIN),
    ticks: (count) => ticksOf(least, most, count),
  };
}

/** About `count` round values: steps of 1, 2 or 5 times a power of ten. */
export function ticksOf(least: number, most: number, count: number): readonly number[] {
  const rough = (most - least) / Math.max(1, count);
  const power = Number(`1e${Math.floor(Number(rough.toExponential().split('e')[1]))}`);
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough)!;
  const first = Math.ceil(least / step);
  return Array.from({ length: Math.max(0, Math.floor(most / step) - first + 1) }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
}
