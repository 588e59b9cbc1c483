import { log } from '../../core/math.ts';
import type { Dataset } from '../../dataset/types.ts';
import { drawPosterior } from '../../inference/conjugate/draws.ts';
import { leaveOneOut } from '../../inference/conjugate/leaveOneOut.ts';
import { conjugatePosterior } from '../../inference/conjugate/posterior.ts';
import type { ConjugatePosterior } from '../../inference/conjugate/types.ts';
import { badObservations } from '../../inference/loo/exact.ts';
import { psisLoo } from '../../inference/loo/psis.ts';
import { fittedValues } from '../bayesianLinear/answers.ts';
import { bayesianLinear } from '../bayesianLinear/bayesianLinear.ts';
import { type LinearModel, linearModel } from '../bayesianLinear/model.ts';
import type { BayesianLinearSettings } from '../bayesianLinear/settings.ts';
import type { FitRequest } from '../contract.ts';
import { perHead, totals } from '../perHead.ts';
import type { Draws, Fitted } from './fitted.ts';

/** One candidate by `bayesian-linear`: its exact posterior, and the density of each observation given the others.
 *  @param request its streams are the candidate's own */
export function fitLinear(
  name: string,
  data: Dataset,
  settings: BayesianLinearSettings,
  request: FitRequest,
  loo: 'exact' | 'psis',
): Fitted {
  const dataset = perHead(data);
  const model = linearModel(dataset, settings, request.estimands);
  if (model.status === 'refused') return { status: 'unanswered', name, estimate: model };
  const { x, columns, rows, observations, noise } = model;
  const y = dataset.outcome.values;
  const posterior = conjugatePosterior({ x, y, k: columns.length, prior: rows, observations, noise });
  if (posterior.status !== 'ok') {
    // in the words of the engine
    const estimate = bayesianLinear.fit(data, settings, request);
    if (estimate instanceof Promise) throw new TypeError('bayesian-linear answers at once');
    return { status: 'unanswered', name, estimate };
  }
  return {
    ...{ status: 'answered', name, reason: null },
    fitted: totals(fittedValues(model, posterior), dataset),
    ...densities(model, posterior, y, settings.draws, request, loo),
    channels: model.responses.map(({ channel }) => channel),
    draw: (count) => drawAnswers(model, posterior, count, request),
  };
}

function densities(
  { x }: LinearModel,
  posterior: ConjugatePosterior,
  y: Float64Array,
  draws: number,
  { stream }: FitRequest,
  loo: 'exact' | 'psis',
) {
  const { k } = posterior;
  if (loo === 'exact') return { pointwise: leaveOneOut({ x, y, k }, posterior), pareto: null };
  const { coefficients, sigma } = drawPosterior(posterior, draws, stream('posterior'));
  const constant = -0.5 * log(2 * Math.PI);
  const logLikelihood = Array.from(y, (value, i) =>
    sigma.map((sd, d) => {
      let residual = value;
      for (let j = 0; j < k; j++) residual -= x[i + j * y.length]! * coefficients[j]![d]!;
      return constant - log(sd) - (residual * residual) / (2 * sd * sd);
    }),
  );
  const found = psisLoo(logLikelihood);
  const largest = found.paretoK.reduce((a, b) => Math.max(a, b), -Infinity);
  return { pointwise: found.pointwise, pareto: { largest, bad: badObservations(found).length } };
}

/** Each answer is a known number times a coefficient. */
function drawAnswers(
  { responses, columns }: LinearModel,
  posterior: ConjugatePosterior,
  count: number,
  { estimands, curves, stream }: FitRequest,
): Draws {
  const { coefficients } = drawPosterior(posterior, count, stream('posterior'));
  const own = coefficients.slice(columns.length - responses.length);
  const effects = estimands.map((estimand): Float64Array | null => {
    const c = responses.findIndex(({ channel }) => channel === estimand.channel);
    const unit = c === -1 ? null : responses[c]!.effect(estimand);
    return unit === null ? null : own[c]!.map((value) => unit * value);
  });
  if (curves === undefined) return { effects, curves: null };
  const byChannel = responses.map(({ channel, gain }, c) => {
    const unit = Float64Array.from(curves.scales, (scale) => gain(curves.window, curves.tails[channel] ?? 0, scale));
    return Array.from(own[c]!, (value) => unit.map((each) => each * value));
  });
  return { effects, curves: byChannel };
}
