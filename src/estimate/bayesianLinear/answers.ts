import { multiplyVector } from '../../core/linalg/products.ts';
import { sum } from '../../core/stats.ts';
import { coefficientMarginal, marginalQuantile, marginalSd } from '../../inference/conjugate/marginal.ts';
import type { ConjugatePosterior, Marginal } from '../../inference/conjugate/types.ts';
import { durbinWatson } from '../../inference/leastSquares/summary.ts';
import type { Diagnostics, Effect, FitRequest, Interval } from '../contract.ts';
import type { ChannelResponse } from '../response.ts';
import type { LinearModel } from './model.ts';

/** Effects that are linear in a coefficient: unit effect × its exact marginal. The point is the median, se the posterior sd.
 *  @param draws of the channels' coefficients */
export function exactEffects(
  { estimands, levels }: Pick<FitRequest, 'estimands' | 'levels'>,
  responses: readonly ChannelResponse[],
  marginals: readonly Marginal[],
  draws: readonly Float64Array[],
): readonly (Effect | null)[] {
  return estimands.map((estimand): Effect | null => {
    const c = responses.findIndex(({ channel }) => channel === estimand.channel);
    const unit = c === -1 ? null : responses[c]!.effect(estimand);
    if (unit === null) return null;
    const { location, scale, df } = marginals[c]!;
    const law = { location: unit * location, scale: Math.abs(unit) * scale, df };
    return {
      ...{ estimand, point: law.location, se: marginalSd(law) },
      intervals: levels.map((level) => exactInterval(law, level)),
      draws: draws[c]!.map((draw) => unit * draw),
    };
  });
}

/** Equal tails. */
function exactInterval(law: Marginal, level: number): Interval {
  const half = marginalQuantile(law, (1 + level) / 2) - law.location;
  return { level, lower: law.location - half, upper: law.location + half };
}

/** Xβ at the posterior mean. */
export function fittedValues({ x }: LinearModel, { k, mean }: ConjugatePosterior): Float64Array {
  const fitted = new Float64Array(x.length / k);
  multiplyVector(x, fitted.length, k, mean, fitted);
  return fitted;
}

/** What the fit says about itself. `shrinkage.<channel>` is the posterior variance of its coefficient over the prior's, given the noise: with one
 *  informative prior and the rest flat, the weight of that prior in the answer.
 *  @param periods T, rows of one geo */
export function linearDiagnostics(
  model: LinearModel,
  posterior: ConjugatePosterior,
  y: Float64Array,
  fitted: Float64Array,
  periods: number,
): Diagnostics {
  const { columns, priors } = model;
  const { noise, k, factor, logEvidence } = posterior;
  const center = sum(y) / y.length;
  const residuals = y.map((value, i) => value - fitted[i]!);
  const squares = (values: Float64Array) => sum(values.map((value) => value * value));
  const all: [string, number][] = [
    ['r2', 1 - squares(residuals) / squares(y.map((value) => value - center))],
    ['sigma', noise.kind === 'known' ? noise.sd : Math.sqrt(noise.rate / noise.shape)],
    ['df', noise.kind === 'known' ? Infinity : 2 * noise.shape],
    ['noise_guess', model.noiseSd],
    ['log_evidence', logEvidence],
    ['durbin_watson', durbinWatson(residuals, periods)],
    ...columns.flatMap(({ name, role }, j): [string, number][] => {
      const prior = priors[j];
      if (role !== 'channel' || prior === null || prior === undefined) return [];
      let variance = 0;
      for (let i = j; i < k; i++) variance += factor[j + i * k]! * factor[j + i * k]!;
      return [[`shrinkage.${name}`, variance / (prior.sd * prior.sd)]];
    }),
  ];
  return Object.fromEntries(all.filter(([, value]) => Number.isFinite(value)));
}

/** Exact marginals of all coefficients, in the columns' order. */
export function marginals(posterior: ConjugatePosterior): readonly Marginal[] {
  return Array.from(posterior.mean, (_, j) => coefficientMarginal(posterior, j));
}
