import { studentTQuantile } from '../core/distributions.ts';
import { sd } from '../core/stats.ts';
import { percentileIntervals } from '../inference/bootstrap/percentile.ts';
import type { Effect, FitRequest, FittedCurve } from './contract.ts';
import type { CounterfactualAnswers, Counterfactuals, Predictor } from './counterfactual.ts';
import { thinned } from './thinned.ts';

/** Effects, and curves where they were asked for: spread into the answers of a fit. */
export type CounterfactualEffects = {
  readonly effects: readonly (Effect | null)[];
  readonly curves?: readonly FittedCurve[];
};

type Request = Pick<FitRequest, 'estimands' | 'levels' | 'curves'>;

/** Effects with percentile intervals, standard error and draws from refitted models, one predictor a replicate.
 *  @param replicates at least two, asked one after the other; the point stays that of the whole data */
export function counterfactualEffects(
  questions: Counterfactuals,
  predict: Predictor,
  replicates: Iterable<Predictor>,
  request: Request,
): CounterfactualEffects {
  const point = questions.answers(predict);
  const samples = Array.from(replicates, (each) => questions.answers(each));
  const effects = request.estimands.map((estimand, e): Effect | null => {
    const value = point.effects[e]!;
    if (value === null) return null;
    const draws = Float64Array.from(samples, (sample) => sample.effects[e]!);
    const intervals = percentileIntervals(draws, request.levels);
    return { estimand, point: value, se: sd(draws), intervals, draws };
  });
  if (request.curves === undefined) return { effects };
  const kept = thinned(samples, request.curves.draws);
  const curves = questions.channels.map((channel, c): FittedCurve => {
    const contribution = point.curves[c]!;
    return { channel, contribution, draws: kept.map((sample) => sample.curves[c]!) };
  });
  return { effects, curves };
}

/** Effects with the delta method's errors: variance g'Vg, g the gradient of the answer in the parameters, intervals by
 *  t(df). Exact where answers are linear in the parameters and errors normal.
 *  @param gradients one predictor a parameter: ∂prediction/∂θ_j
 *  @param covariance V, p × p
 *  @see Casella & Berger (2002), Statistical Inference, §5.5.4 */
export function deltaEffects(
  questions: Counterfactuals,
  predict: Predictor,
  gradients: readonly Predictor[],
  { covariance, df }: { readonly covariance: Float64Array; readonly df: number },
  { estimands, levels, curves: wanted }: Request,
): CounterfactualEffects {
  const point = questions.answers(predict);
  const slopes = gradients.map(questions.answers);
  const quantiles = levels.map((level) => studentTQuantile((1 + level) / 2, df));
  const effects = estimands.map((estimand, e): Effect | null => {
    const value = point.effects[e]!;
    if (value === null) return null;
    const se = Math.sqrt(Math.max(0, quadraticForm(slopes, e, covariance)));
    const intervals = levels.map((level, l) => {
      const half = quantiles[l]! * se;
      return { level, lower: value - half, upper: value + half };
    });
    return { estimand, point: value, se, intervals };
  });
  if (wanted === undefined) return { effects };
  return { effects, curves: questions.channels.map((channel, c) => ({ channel, contribution: point.curves[c]! })) };
}

/** g'Vg of answer e */
function quadraticForm(slopes: readonly CounterfactualAnswers[], e: number, covariance: Float64Array): number {
  const p = slopes.length;
  let total = 0;
  for (let i = 0; i < p; i++) {
    for (let j = 0; j < p; j++) total += slopes[i]!.effects[e]! * covariance[i + j * p]! * slopes[j]!.effects[e]!;
  }
  return total;
}
