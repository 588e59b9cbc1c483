import type { Ensemble, Tree } from './types.ts';

/** Adds scale·tree(x_i) to out[i], for every row. @param x n × k column-major */
export function addTree({ feature, threshold, right, value }: Tree, scale: number, x: Float64Array, out: Float64Array) {
  const n = out.length;
  for (let i = 0; i < n; i++) {
    let node = 0;
    for (let j = feature[0]!; j >= 0; j = feature[node]!) {
      node = x[j * n + i]! <= threshold[node]! ? node + 1 : right[node]!;
    }
    out[i]! += scale * value[node]!;
  }
}

/** Predictions of n rows. Beyond the values seen in training they stay what they are at the last of them.
 *  @param x n × k column-major */
export function predictEnsemble({ base, scale, trees }: Ensemble, x: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n).fill(base);
  for (const tree of trees) addTree(tree, scale, x, out);
  return out;
}
