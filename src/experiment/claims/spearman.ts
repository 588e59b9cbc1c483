import { correlation } from '../../core/stats.ts';

/** Spearman's rank correlation: Pearson's of the ranks, ties at their mean rank. Null where one side has no order.
 *  @see Spearman (1904); Kendall & Gibbons (1990), Rank Correlation Methods */
export function spearman(x: readonly number[], y: readonly number[]): number | null {
  return correlation(ranks(x), ranks(y));
}

/** 1 for the smallest; equal values share the mean of their places. */
function ranks(x: readonly number[]): readonly number[] {
  return x.map((value) => {
    const below = x.filter((other) => other < value).length;
    const equal = x.filter((other) => other === value).length;
    return below + (equal + 1) / 2;
  });
}
