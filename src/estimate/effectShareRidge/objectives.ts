import { median } from '../../core/stats.ts';

/** What a candidate is judged by; less is better of both. */
export type Objectives = {
  /** root mean square error over the outcome's range */
  readonly nrmse: number;
  /** √Σ(effect share − spend share)², Robyn's DECOMP.RSSD */
  readonly rssd: number;
};

/** Largest distance there is between two sets of shares: that of a fit in which no channel has an effect. */
const farthest = Math.SQRT2;

/** Distance of what the channels bring, as shares of what all of them do, from what they cost.
 *  @param effects, spends one a channel, none negative */
export function shareDistance(effects: readonly number[], spends: readonly number[]): number {
  const [effect, spend] = [effects, spends].map((values) => values.reduce((sum, value) => sum + value, 0));
  if (!(effect! > 0)) return farthest;
  let squares = 0;
  effects.forEach((value, c) => {
    const distance = value / effect! - spends[c]! / spend!;
    squares += distance * distance;
  });
  return Math.sqrt(squares);
}

/** One number out of two: the distance from the ideal point 0, in units of what a random candidate has (the median of the first
 *  ones), the share's axis stretched by `weight` and the fit's by 1 − weight. A candidate that is beaten on both is beaten.
 *  @param first objectives of the random candidates that the search starts from */
export function scalarScore(first: readonly Objectives[], weight: number): (objectives: Objectives) => number {
  const unit = (values: readonly number[]) => median(values) || 1;
  const [fit, share] = [unit(first.map(({ nrmse }) => nrmse)), unit(first.map(({ rssd }) => rssd))];
  return ({ nrmse, rssd }) => {
    const [a, b] = [((1 - weight) * nrmse) / fit, (weight * rssd) / share];
    return Math.sqrt(a * a + b * b);
  };
}
