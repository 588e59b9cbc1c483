import type { Stream } from '../../core/random/stream.ts';
import { mean } from '../../core/stats.ts';
import { treeGrower } from './grow.ts';
import { addTree } from './predict.ts';
import type { Ensemble, Growth } from './types.ts';

/** Trees one after the other, each on what those before have left, taken `rate` of the way: gradient boosting of squared error.
 *  @param x n × k column-major
 *  @param stream draws the features of each split; with all of them to choose from it only breaks ties
 *  @see Friedman (2001), Annals of Statistics 29, algorithm 2 */
export function boostTrees(
  x: Float64Array,
  y: Float64Array,
  settings: Growth & { readonly trees: number; readonly rate: number },
  stream: Stream,
): Ensemble {
  const base = mean(y);
  const residual = y.map((value) => value - base);
  const { grow, importance } = treeGrower(x, y.length, settings, stream);
  const weights = new Int32Array(y.length).fill(1);
  const trees = Array.from({ length: settings.trees }, () => {
    const tree = grow(residual, weights);
    addTree(tree, -settings.rate, x, residual);
    return tree;
  });
  return { base, scale: settings.rate, trees, importance };
}
