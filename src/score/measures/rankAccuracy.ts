import type { Score } from './measure.ts';
import { meanScore } from './score.ts';

/** Name of the measure that `aggregate` adds across channels. */
export const rankAccuracyId = 'rank_accuracy';

/** One replicate's answers for several channels; NaN where a channel has no truth or no answer. */
export type ChannelAnswers = { readonly truth: readonly number[]; readonly point: readonly number[] };

/** Share of channel pairs that the estimates order as the truth does, averaged over replicates. Pairs with equal truths
 *  have no order and are left out; equal estimates of unequal truths count as wrong. Replicates without a pair are
 *  left out of n. @see statistics.md §3 */
export function rankAccuracy(replicates: readonly ChannelAnswers[]): Score {
  const shares = replicates.map(orderedShare).filter((share) => share !== null);
  return meanScore(Float64Array.from(shares));
}

function orderedShare({ truth, point }: ChannelAnswers): number | null {
  let pairs = 0;
  let ordered = 0;
  for (let i = 0; i < truth.length; i++) {
    for (let j = 0; j < i; j++) {
      const order = Math.sign(truth[i]! - truth[j]!);
      const guess = Math.sign(point[i]! - point[j]!);
      if (order === 0 || Number.isNaN(order) || Number.isNaN(guess)) continue;
      pairs++;
      if (guess === order) ordered++;
    }
  }
  return pairs === 0 ? null : ordered / pairs;
}
