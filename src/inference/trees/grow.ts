import { integerBelow } from '../../core/random/draws.ts';
import type { Stream } from '../../core/random/stream.ts';
import type { Growth, Tree } from './types.ts';

/** Gains that differ by less than this share are equal: between splits into the same sets only rounding would choose. */
const tie = 1e-9;
/** Gains below this share of the target's squares are rounding. */
const negligible = 1e-12;

/** Grows least-squares trees on one table: CART without pruning, thresholds halfway between the node's values on both sides.
 *  Of equally good splits the one counts whose feature was drawn first, so that no column is favored for its place. Rows are
 *  sorted once by every feature, and a split parts each of these orders: at some hundred rows this is faster than histograms,
 *  and exact. All room is made here; growing allocates the tree alone.
 *  @param x n × k column-major
 *  @returns `grow(target, weights)`, rows of weight 0 left out, and the sum over its trees of what each feature's splits gained
 *  @see Breiman, Friedman, Olshen & Stone (1984), ch. 8; Mehta, Agrawal & Rissanen (1996) for the sorted orders */
export function treeGrower(x: Float64Array, n: number, { depth: deepest, minLeaf, features }: Growth, stream: Stream) {
  const k = x.length / n;
  const sorted = new Int32Array(k * n);
  for (let j = 0; j < k; j++) {
    const order = Int32Array.from({ length: n }, (_, i) => i).sort((a, b) => x[j * n + a]! - x[j * n + b]! || a - b);
    sorted.set(order, j * n);
  }
  // the sample's rows in the order of every feature; a node is the same stretch of each
  const rows = new Int32Array(k * n);
  const [spare, isLeft] = [new Int32Array(n), new Uint8Array(n)];
  const [weight, pull] = [new Float64Array(n), new Float64Array(n)];
  const draw = Int32Array.from({ length: k }, (_, j) => j);
  // of the best split: feature, rows on its left, threshold, gain
  const best = new Float64Array(4);
  const importance = new Float64Array(k);
  const [feature, right] = [new Int16Array(2 * n), new Int32Array(2 * n)];
  const [threshold, value] = [new Float64Array(2 * n), new Float64Array(2 * n)];
  let [nodes, least] = [0, 0];

  /** Into `best` the split of a node that takes away most squared error: nL·nR/n·(mean left − mean right)². */
  const split = (start: number, end: number, total: number, sum: number): void => {
    best[3] = least;
    for (let drawn = 0, seen = 0; drawn < k && seen < features; drawn++) {
      const pick = drawn + integerBelow(stream, k - drawn);
      const j = draw[pick]!;
      draw[pick] = draw[drawn]!;
      draw[drawn] = j;
      const at = j * n;
      if (x[at + rows[at + start]!] === x[at + rows[at + end - 1]!]) continue;
      seen += 1;
      let below = 0; // not destructured with the next: that took twice the time
      let left = 0;
      for (let i = start; i < end - minLeaf; i++) {
        const row = rows[at + i]!;
        left += weight[row]!;
        below += pull[row]!;
        const from = x[at + row]!;
        const to = x[at + rows[at + i + 1]!]!;
        if (i + 1 - start < minLeaf || from === to) continue;
        const difference = below * (total - left) - (sum - below) * left;
        const gain = (difference * difference) / (left * (total - left) * total);
        if (!(gain > best[3]! * (1 + tie))) continue;
        const between = from + (to - from) / 2;
        best[0] = j;
        best[1] = i + 1 - start;
        // rounding must not carry it to the value on the right
        best[2] = between < to ? between : from;
        best[3] = gain;
      }
    }
  };

  /** @param by a feature in whose order the node's rows are parted off */
  const branch = (start: number, end: number, depth: number, by: number): void => {
    const node = nodes++;
    let total = 0;
    let sum = 0;
    for (let i = start; i < end; i++) {
      total += weight[rows[by * n + i]!]!;
      sum += pull[rows[by * n + i]!]!;
    }
    value[node] = sum / total;
    feature[node] = -1;
    if (depth === deepest || end - start < 2 * minLeaf) return;
    split(start, end, total, sum);
    if (best[3] === least) return;
    const [chosen, middle] = [best[0]!, start + best[1]!];
    feature[node] = chosen;
    threshold[node] = best[2]!;
    importance[chosen]! += best[3]!;
    // orders that no further split looks at may stay as they are
    if (depth + 1 < deepest && Math.max(middle - start, end - middle) >= 2 * minLeaf) {
      for (let i = start; i < end; i++) isLeft[rows[chosen * n + i]!] = i < middle ? 1 : 0;
      for (let j = 0; j < k; j++) {
        if (j === chosen) continue;
        let kept = j * n + start;
        let moved = 0;
        for (let i = j * n + start; i < j * n + end; i++) {
          const row = rows[i]!; // written to both and counted in one: a branch would be guessed wrong half of the time
          rows[kept] = row;
          spare[moved] = row;
          kept += isLeft[row]!;
          moved += 1 - isLeft[row]!;
        }
        for (let i = 0; i < moved; i++) rows[kept + i] = spare[i]!;
      }
    }
    branch(start, middle, depth + 1, chosen);
    right[node] = nodes;
    branch(middle, end, depth + 1, chosen);
  };

  const grow = (target: Float64Array, weights: ArrayLike<number>): Tree => {
    [nodes, least] = [0, 0];
    for (let i = 0; i < n; i++) {
      weight[i] = weights[i]!;
      pull[i] = weight[i]! * target[i]!;
      least += negligible * pull[i]! * target[i]!;
    }
    let size = 0;
    for (let j = 0; j < k; j++) {
      size = 0;
      for (let i = j * n; i < (j + 1) * n; i++) if (weight[sorted[i]!]! > 0) rows[j * n + size++] = sorted[i]!;
    }
    branch(0, size, 0, 0);
    return {
      feature: feature.slice(0, nodes),
      threshold: threshold.slice(0, nodes),
      right: right.slice(0, nodes),
      value: value.slice(0, nodes),
    };
  };
  return { grow, importance };
}
