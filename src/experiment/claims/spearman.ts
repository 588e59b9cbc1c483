import { mean } from '../../core/stats.ts';

/** Spearman's rank correlation: Pearson's of the ranks, ties at their mean rank. Null where one side has no order.
 *  @see Spearman (1904); Kendall & Gibbons (1990), Rank Correlation Methods */
export function spearman(x: readonly number[], y: readonly number[]): number | null {
  const [a, b] = [centered(ranks(x)), centered(ranks(y))];
  const [aa, ab, bb] = [dot(a, a), dot(a, b), dot(b, b)];
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : null;
}

/** 1 for the smallest; equal values share the mean of their places. */
function ranks(x: readonly number[]): readonly number[] {
  return x.map((value) => {
    const below = x.filter((other) => other < value).length;
    const equal = x.filter((other) => other === value).length;
    return below + (equal + 1) / 2;
  });
}

function centered(x: readonly number[]): readonly number[] {
  const center = mean(x);
  return x.map((value) => value - center);
}

const dot = (x: readonly number[], y: readonly number[]): number => x.reduce((sum, value, i) => sum + value * y[i]!, 0);
