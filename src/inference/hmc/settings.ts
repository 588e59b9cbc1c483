import type { Chain, Metric } from './types.ts';

/** How chains are run. */
export type ChainSettings = {
  readonly warmup: number;
  /** kept draws of each chain; with `enough`, of each round */
  readonly draws: number;
  readonly metric: Metric['kind'];
  /** acceptance probability that the step size aims at, 0 < δ < 1 */
  readonly targetAcceptance: number;
  readonly maxDepth: number;
  /** most gradient evaluations of all chains, warm-up included: a budget in work is the same on every machine, one in seconds
   *  is not */
  readonly maxGradients: number;
  /** Asked after each round of `draws` until it says so or chains have `maxDraws` each: chains then go on from where they are. */
  readonly enough?: { readonly judge: (chains: readonly Chain[]) => boolean; readonly maxDraws: number };
};

/** A short warm-up does, since it starts from the curvature at the mode and all chains learn together. Acceptance .9 costs a
 *  tenth of the effective draws a gradient against .8, and takes away most divergences (docs/performance.md). */
export const defaultChainSettings: ChainSettings = {
  warmup: 200,
  draws: 1000,
  metric: 'dense',
  targetAcceptance: 0.9,
  maxDepth: 10,
  maxGradients: Number.MAX_SAFE_INTEGER,
};
