import { studentTQuantile } from '../../core/distributions.ts';
import { sd } from '../../core/stats.ts';
import { percentileIntervals } from '../../inference/bootstrap/percentile.ts';
import type { Effect, FitRequest } from '../contract.ts';
import type { ChannelResponse } from '../response.ts';

/** A coefficient with its error. */
export type Coefficient = {
  readonly value: number;
  readonly se: number;
  readonly draws?: Float64Array;
};

/** Effects that are linear in a coefficient: unit effect × coefficient, with intervals by t(df), or percentiles of the
 *  bootstrap replicates where there are any. Null where the channel is not in the model or the question has no answer.
 *  @param df n − k */
export function linearEffects(
  { estimands, levels }: Pick<FitRequest, 'estimands' | 'levels'>,
  responses: readonly ChannelResponse[],
  coefficients: readonly Coefficient[],
  df: number,
): readonly (Effect | null)[] {
  const quantiles = levels.map((level) => studentTQuantile((1 + level) / 2, df));
  return estimands.map((estimand): Effect | null => {
    const c = responses.findIndex(({ channel }) => channel === estimand.channel);
    const unit = c === -1 ? null : responses[c]!.effect(estimand);
    if (unit === null) return null;
    const coefficient = coefficients[c]!;
    const point = unit * coefficient.value;
    if (coefficient.draws !== undefined) {
      const draws = coefficient.draws.map((draw) => unit * draw);
      return { estimand, point, se: sd(draws), intervals: percentileIntervals(draws, levels), draws };
    }
    const se = Math.abs(unit) * coefficient.se;
    const intervals = levels.map((level, j) => {
      const half = quantiles[j]! * se;
      return { level, lower: point - half, upper: point + half };
    });
    return { estimand, point, se, intervals };
  });
}
