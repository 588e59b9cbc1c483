import { integerBelow } from '../../core/random/draws.ts';
import type { Stream } from '../../core/random/stream.ts';
import { mean } from '../../core/stats.ts';
import { treeGrower } from './grow.ts';
import { addTree } from './predict.ts';
import type { Ensemble, Growth } from './types.ts';

/** A forest, and for every row the mean of the trees that have not seen it; NaN where all have. */
export type Forest = { readonly ensemble: Ensemble; readonly outOfBag: Float64Array };

/** Trees on bootstrap samples of the rows, averaged.
 *  @param x n × k column-major
 *  @param streams a sample takes n draws of `rows`, splits draw from `features`
 *  @see Breiman (2001), Machine Learning 45 */
export function randomForest(
  x: Float64Array,
  y: Float64Array,
  settings: Growth & { readonly trees: number },
  streams: { readonly rows: Stream; readonly features: Stream },
): Forest {
  const n = y.length;
  const base = mean(y);
  const target = y.map((value) => value - base);
  const { grow, importance } = treeGrower(x, n, settings, streams.features);
  const bag = new Int32Array(n);
  const [guess, sum, count] = [new Float64Array(n), new Float64Array(n), new Int32Array(n)];
  const trees = Array.from({ length: settings.trees }, () => {
    bag.fill(0);
    for (let i = 0; i < n; i++) bag[integerBelow(streams.rows, n)]! += 1;
    const tree = grow(target, bag);
    addTree(tree, 1, x, guess.fill(0));
    for (let i = 0; i < n; i++) {
      if (bag[i]! > 0) continue;
      sum[i]! += guess[i]!;
      count[i]! += 1;
    }
    return tree;
  });
  const ensemble = { base, scale: 1 / settings.trees, trees, importance };
  return { ensemble, outOfBag: sum.map((total, i) => base + total / count[i]!) };
}
