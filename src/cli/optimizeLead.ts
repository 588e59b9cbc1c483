import { mean, quantileSorted, sorted, sum } from '../core/stats.ts';
import type { ResponseCurve } from '../inference/allocation/types.ts';

/** Differences below this share of what they are differences of are rounding. */
const ROUNDING = 1e-12;

/** What the best split brings over another one. */
export type Lead = {
  /** by the draws of the fit, which are centred on the curves that the split was chosen on: this flatters it */
  readonly promised: {
    readonly mean: number;
    /** 10 % and 90 % quantile */
    readonly interval: readonly [number, number];
    /** share of draws in which the best split brings more */
    readonly probability: number;
  };
  /** what a split that is chosen on a draw promises by that draw more than the fit's curves say it brings, on average */
  readonly optimism: number;
  /** the gain by the fit's curves, less the optimism */
  readonly expected: number;
  /** share of the splits chosen on a draw that bring more by the fit's curves: how often deciding on such data gains if the fit
   *  is right */
  readonly probability: number;
};

/** A fit's draws stand to the fit as the fit stands to the truth: how much a choice made on one of them promises too much by the
 *  fit's own curves is how much the choice made on the fit is to be expected to promise too much.
 *  @param draws curves of each draw, by channel
 *  @param optima best split of each draw
 *  @see Efron & Gong (1983), A leisurely look at the bootstrap, §7: optimism of an apparent error */
export function leadOf(
  curves: readonly ResponseCurve[],
  draws: readonly (readonly ResponseCurve[])[],
  optima: readonly Float64Array[],
  best: Float64Array,
  other: Float64Array,
): Lead {
  const over = (by: readonly ResponseCurve[], amounts: Float64Array) =>
    lead(returnOf(by, amounts), returnOf(by, other));
  const gains = sorted(draws.map((draw) => over(draw, best)));
  const chosen = optima.map((amounts) => over(curves, amounts));
  const optimism = mean(chosen.map((brings, d) => over(draws[d]!, optima[d]!) - brings));
  return {
    promised: {
      mean: mean(gains),
      interval: [quantileSorted(gains, 0.1), quantileSorted(gains, 0.9)],
      probability: shareAbove0(gains),
    },
    optimism,
    expected: over(curves, best) - optimism,
    probability: shareAbove0(chosen),
  };
}

export function returnOf(curves: readonly ResponseCurve[], amounts: ArrayLike<number>): number {
  return sum(curves.map(({ at }, i) => at(amounts[i]!)));
}

/** What one value has over another, 0 where rounding could make it up. */
export function lead(best: number, other: number): number {
  const gain = best - other;
  return Math.abs(gain) <= ROUNDING * Math.max(Math.abs(best), Math.abs(other)) ? 0 : gain;
}

const shareAbove0 = (values: ArrayLike<number>) => mean(Array.from(values, (x) => (x > 0 ? 1 : 0)));
