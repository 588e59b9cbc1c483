import { median, quantileSorted, sd, sorted } from '../../core/stats.ts';
import { mcseQuantile } from '../../inference/diagnostics/mcse.ts';
import type { Effect, FitRequest, FittedCurve } from '../contract.ts';
import { thinned } from '../thinned.ts';
import type { Answered } from './fitted.ts';

/** Draws handed on for scores, as bayesian-mmm does: candidate after candidate, so that evenly spaced ones keep the proportions. */
const KEPT_DRAWS = 400;

/** Draws in proportion to weights: whole numbers that add up, the largest remainders rounded up, the first of equals.
 *  @param weights on the simplex */
export function allocateDraws(weights: Float64Array, total: number): readonly number[] {
  const shares = Array.from(weights, (weight) => weight * total);
  const counts = shares.map(Math.floor);
  const order = shares.map((_, k) => k).sort((a, b) => shares[b]! - counts[b]! - (shares[a]! - counts[a]!) || a - b);
  const missing = total - counts.reduce((a, b) => a + b, 0);
  for (const k of order.slice(0, missing)) counts[k]! += 1;
  return counts;
}

const withError = (mcse: number | null) => (mcse === null ? {} : { mcse });

/** Effects and curves of the mixture of the candidates' posteriors: medians, sds and equal-tailed intervals of draws that each gives
 *  in proportion to its weight, so that intervals hold what the models differ by. The Monte Carlo error of the median is that of independent draws:
 *  right for exact posteriors, a lower bound for chains. */
export function mixAnswers(
  fits: readonly Answered[],
  weights: Float64Array,
  draws: number,
  request: FitRequest,
): { readonly effects: readonly (Effect | null)[]; readonly curves?: readonly FittedCurve[] } {
  const counts = allocateDraws(weights, draws);
  const parts = fits.flatMap((fit, k) => (counts[k]! === 0 ? [] : [fit.draw(counts[k]!)]));
  const effects = request.estimands.map((estimand, e): Effect | null => {
    const all = new Float64Array(draws);
    let filled = 0;
    for (const { effects: answers } of parts) {
      const values = answers[e]!;
      if (values === null) return null;
      all.set(values, filled);
      filled += values.length;
    }
    const ascending = sorted(all);
    return {
      ...{ estimand, point: quantileSorted(ascending, 0.5), se: sd(all) },
      ...withError(mcseQuantile([all], 0.5, ascending, draws)),
      draws: Float64Array.from(thinned(all, KEPT_DRAWS)),
      intervals: request.levels.map((level) => ({
        level,
        lower: quantileSorted(ascending, (1 - level) / 2),
        upper: quantileSorted(ascending, (1 + level) / 2),
      })),
    };
  });
  const { curves: asked } = request;
  if (asked === undefined || parts.some(({ curves }) => curves === null)) return { effects };
  const curves = fits[0]!.channels.map((channel, m): FittedCurve => {
    const all = parts.flatMap((part) => part.curves![m]!);
    const contribution = Float64Array.from(asked.scales, (_, s) => median(all.map((curve) => curve[s]!)));
    return { channel, contribution, draws: thinned(all, asked.draws) };
  });
  return { effects, curves };
}
