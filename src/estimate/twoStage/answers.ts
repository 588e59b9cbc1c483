import { studentTQuantile } from '../../core/distributions.ts';
import { sd } from '../../core/stats.ts';
import type { Estimand } from '../../dataset/estimand.ts';
import { percentileIntervals } from '../../inference/bootstrap/percentile.ts';
import type { Effect, FitRequest } from '../contract.ts';
import type { PathCoefficients, PathEffect } from './effects.ts';
import type { JointErrors } from './errors.ts';
import { differenceStep } from './joint.ts';

/** Places of a channel's coefficients among those of both stages, first stage first; −1 for a channel that does not feed
 *  the mediator. */
export type Places = { readonly feed: number; readonly own: number; readonly mediator: number };

/** A channel's coefficients out of those of both stages. */
export function coefficientsAt({ feed, own, mediator }: Places, all: ArrayLike<number>): PathCoefficients {
  return { feed: feed === -1 ? 0 : all[feed]!, own: all[own]!, mediator: all[mediator]! };
}

/** An effect with its error and intervals: t(df) on the delta method's standard error, or percentiles of the replicates.
 *  Null where the effect or one of its replicates is not defined.
 *  @param all coefficients of both stages
 *  @param df the smaller one of the two stages */
export function answer(
  estimand: Estimand,
  effect: PathEffect,
  places: Places,
  all: Float64Array,
  errors: JointErrors,
  df: number,
  levels: FitRequest['levels'],
): Effect | null {
  const point = effect(coefficientsAt(places, all));
  if (!Number.isFinite(point)) return null;
  if (errors.draws === null) {
    const se = deltaMethod(effect, places, all, errors);
    if (!Number.isFinite(se)) return null;
    const intervals = levels.map((level) => {
      const half = studentTQuantile((1 + level) / 2, df) * se;
      return { level, lower: point - half, upper: point + half };
    });
    return { estimand, point, se, intervals };
  }
  const replicate = (r: number) =>
    effect({
      feed: places.feed === -1 ? 0 : errors.draws[places.feed]![r]!,
      own: errors.draws[places.own]![r]!,
      mediator: errors.draws[places.mediator]![r]!,
    });
  const draws = Float64Array.from(errors.draws[0]!, (_, r) => replicate(r));
  if (!draws.every(Number.isFinite)) return null;
  return { estimand, point, se: sd(draws), intervals: percentileIntervals(draws, levels), draws };
}

/** √(∇h' Σ ∇h), with h's gradient in the channel's three coefficients by central differences. For h = feed·mediator this is
 *  Sobel's standard error.
 *  @see Sobel (1982), Sociological Methodology 13 */
function deltaMethod(
  effect: PathEffect,
  places: Places,
  all: Float64Array,
  { se, covariance }: { readonly se: Float64Array; readonly covariance: Float64Array },
): number {
  const at = coefficientsAt(places, all);
  const moving = (['feed', 'own', 'mediator'] as const).filter((name) => places[name] !== -1);
  // the mediator's own coefficient is both `own` and `mediator`: its effect reads the first alone
  const gradient = moving.map((name) => {
    const step = differenceStep * se[places[name]]!;
    if (step === 0) return 0;
    return (effect({ ...at, [name]: at[name] + step }) - effect({ ...at, [name]: at[name] - step })) / (2 * step);
  });
  let variance = 0;
  for (const [i, a] of moving.entries()) {
    for (const [j, b] of moving.entries()) {
      variance += gradient[i]! * gradient[j]! * covariance[places[a] + places[b] * se.length]!;
    }
  }
  return Math.sqrt(Math.max(0, variance));
}
