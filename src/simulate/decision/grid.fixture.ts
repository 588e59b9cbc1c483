import { sum } from '../../core/stats.ts';

/** Half a million splits of three channels. */
export const wanted = 500_000;
export const bounds = [0.5, 2] as const;

/** The best of a grid over all splits of the budget among three channels within bounds.
 *  @param value of scales */
export function bestOfGrid(spend: readonly number[], value: (scales: readonly number[]) => number) {
  const budget = sum(spend);
  const size = 1250;
  let [best, count] = [Number.NEGATIVE_INFINITY, 0];
  const at = (k: number) => bounds[0] + ((bounds[1] - bounds[0]) * k) / size;
  for (let i = 0; i <= size; i++) {
    for (let j = 0; j <= size; j++) {
      const third = (budget - at(i) * spend[0]! - at(j) * spend[1]!) / spend[2]!;
      if (third < bounds[0] || third > bounds[1]) continue;
      count++;
      best = Math.max(best, value([at(i), at(j), third]));
    }
  }
  return { best, count };
}
