import { studentTQuantile } from '../../core/distributions.ts';
import { sd } from '../../core/stats.ts';
import { percentileIntervals } from '../../inference/bootstrap/percentile.ts';
import type { Effect, FitRequest, FittedCurve } from '../contract.ts';
import { thinnedPlaces } from '../thinned.ts';
import { average, type Ensemble } from './ensemble.ts';

/** Effects of the average model; null where the channel is not in it or the question has no answer. */
export function ensembleEffects(
  { estimands, levels }: Pick<FitRequest, 'estimands' | 'levels'>,
  ensemble: Ensemble,
): readonly (Effect | null)[] {
  const channels = ensemble.models[0]!.responses.map(({ channel }) => channel);
  return estimands.map((estimand): Effect | null => {
    const c = channels.indexOf(estimand.channel);
    const units = c === -1 ? [] : ensemble.models.map(({ responses }) => responses[c]!.effect(estimand));
    if (units.length === 0 || units.some((unit) => unit === null)) return null;
    const draws = ensemble.draws(c, units as number[]);
    const point = average(ensemble, c, units as number[]);
    if (ensemble.kind === 'within') {
      return { estimand, point, se: sd(draws), intervals: percentileIntervals(draws, levels), draws };
    }
    return { estimand, point, ...spread(point, draws, levels) };
  });
}

/** Robyn's interval: mean ± t·√K·(sd of the bootstrapped mean of K models). That sd is the population's over √K once there are many
 *  resamples, so none are drawn. */
function spread(point: number, values: Float64Array, levels: readonly number[]): Pick<Effect, 'se' | 'intervals'> {
  const df = values.length - 1;
  const se = sd(values) * Math.sqrt(df / values.length);
  const intervals = levels.map((level) => {
    const half = studentTQuantile((1 + level) / 2, df) * se;
    return { level, lower: point - half, upper: point + half };
  });
  return { se, intervals };
}

/** Response curves of the average model, where they are asked for. */
export function ensembleCurves(
  { curves: request }: Pick<FitRequest, 'curves'>,
  ensemble: Ensemble,
): { readonly curves?: readonly FittedCurve[] } {
  if (request === undefined) return {};
  const { window, tails, scales } = request;
  const channels = ensemble.models[0]!.responses.map(({ channel }) => channel);
  const curves = channels.map((channel, c): FittedCurve => {
    const units = scales.map((scale) =>
      ensemble.models.map(({ responses }) => responses[c]!.gain(window, tails[channel] ?? 0, scale)),
    );
    const byScale = units.map((each) => ensemble.draws(c, each));
    const kept = thinnedPlaces(byScale[0]!.length, request.draws);
    return {
      channel,
      contribution: Float64Array.from(units, (each) => average(ensemble, c, each)),
      draws: kept.map((d) => Float64Array.from(byScale, (each) => each[d]!)),
    };
  });
  return { curves };
}
