import { mean } from '../../core/stats.ts';
import { durbinWatson } from '../../inference/leastSquares/summary.ts';
import type { Ensemble } from '../../inference/trees/types.ts';
import type { Column } from '../columns.ts';
import type { Diagnostics } from '../contract.ts';

/** What a tree ensemble says about itself; what is not defined is left out.
 *  - `r2` of the fitted values, and `oob_r2` of each row by trees that have not seen it
 *  - `importance.<column>`: share of the squared error that all splits took away which splits on it took
 *  - `lowest_share.<channel>`: the smallest adstocked exposure in the window over its mean. At 0 the data show what happens
 *    without the channel; the larger it is, the more of its contribution lies where a tree predicts no change
 *  @param periods T, rows of one geo */
export function treeDiagnostics(fit: {
  readonly ensemble: Ensemble;
  readonly columns: readonly Column[];
  readonly y: Float64Array;
  readonly fitted: Float64Array;
  readonly outOfBag: Float64Array | undefined;
  readonly periods: number;
}): Diagnostics {
  const { ensemble, columns, y, fitted, outOfBag, periods } = fit;
  const residuals = y.map((value, i) => value - fitted[i]!);
  const gained = ensemble.importance.reduce((sum, value) => sum + value, 0);
  const all: [string, number][] = [
    ['trees', ensemble.trees.length],
    ['leaves_mean', mean(ensemble.trees.map(({ feature }) => (feature.length + 1) / 2))],
    ['r2', share(y, fitted)],
    ...(outOfBag === undefined ? [] : [['oob_r2', share(y, outOfBag)] as [string, number]]),
    ['durbin_watson', durbinWatson(residuals, periods)],
    ...columns.map(({ name }, j): [string, number] => [`importance.${name}`, ensemble.importance[j]! / gained]),
    ...columns.flatMap(({ name, role, values }): [string, number][] =>
      role === 'channel' ? [[`lowest_share.${name}`, values.reduce((a, b) => Math.min(a, b)) / mean(values)]] : [],
    ),
  ];
  return Object.fromEntries(all.filter(([, value]) => Number.isFinite(value)));
}

/** 1 − Σe²/Σ(y − ȳ)² over the rows that are predicted. */
function share(y: Float64Array, predicted: Float64Array): number {
  const known = y.filter((_, i) => !Number.isNaN(predicted[i]!));
  const errors = y.map((value, i) => value - predicted[i]!).filter((e) => !Number.isNaN(e));
  const center = mean(known);
  return 1 - mean(errors.map((e) => e * e)) / mean(known.map((value) => (value - center) * (value - center)));
}
