import { sum } from '../../core/stats.ts';
import type { Dataset } from '../../dataset/types.ts';
import { bayesianMmm } from '../bayesian/bayesianMmm.ts';
import { bayesianLinear } from '../bayesianLinear/bayesianLinear.ts';
import type { Diagnostics, Estimate, Estimator, FitRequest } from '../contract.ts';
import { listCandidates } from './candidates.ts';
import { linearSettings, mmmSettings } from './engineSettings.ts';
import type { Answered, Fitted } from './fitted.ts';
import { fitLinear } from './linearEngine.ts';
import { mixAnswers } from './mixture.ts';
import { fitMmm } from './mmmEngine.ts';
import { type ModelAverageSettings, modelAverageSettingsSchema } from './settings.ts';
import { weigh } from './weigh.ts';

/** Several models that differ in their curves, weighted by how well each predicts what it has not seen.
 *  @see docs/methods/model-average.md */
export const modelAverage: Estimator<ModelAverageSettings> = {
  id: 'model-average',
  about:
    'Stacking of Bayesian models with different curves by leave-one-out prediction: intervals hold what the models differ by',
  settingsSchema: modelAverageSettingsSchema,
  conditionsOn: ({ engine, candidates, model }, dataset) => {
    const first = listCandidates(engine, candidates)[0]!;
    return engine === 'linear'
      ? bayesianLinear.conditionsOn(linearSettings(model, first, dataset), dataset)
      : bayesianMmm.conditionsOn(mmmSettings(model, first), dataset);
  },
  fit: (dataset, settings, request): Estimate => {
    const fits = fitAll(dataset, settings, request);
    const failed = fits.find((fit) => fit.status === 'unanswered');
    if (failed !== undefined) return named(failed.name, failed.estimate);
    return average(fits.filter(isAnswered), settings, request);
  },
};

const isAnswered = (fit: Fitted): fit is Answered => fit.status === 'answered';

/** Streams are named by the candidate, so that none depends on which others are in the list. */
function fitAll(dataset: Dataset, settings: ModelAverageSettings, request: FitRequest): readonly Fitted[] {
  const { engine, model, loo = 'exact' } = settings;
  const list = listCandidates(engine, settings.candidates);
  const requestOf = (name: string): FitRequest => ({
    ...request,
    stream: (role) => request.stream(`candidate/${name}/${role}`),
  });
  if (engine === 'linear') {
    return list.map((one) =>
      fitLinear(one.name, dataset, linearSettings(model, one, dataset), requestOf(one.name), loo),
    );
  }
  const candidates = list.map((one) => ({ name: one.name, settings: mmmSettings(model, one) }));
  return fitMmm(candidates, dataset, requestOf, request.stream);
}

/** A list with a model that has no answer has none: to weigh the others would be to answer for another list. */
function named(name: string, estimate: Estimate): Estimate {
  return 'detail' in estimate ? { ...estimate, detail: `candidate ${name}: ${estimate.detail}` } : estimate;
}

function average(fits: readonly Answered[], settings: ModelAverageSettings, request: FitRequest): Estimate {
  const weighable = fits.filter(({ pointwise }) => pointwise !== null);
  if (weighable.length === 0) return { status: 'error', detail: 'no candidate has a leave-one-out density' };
  const found = weigh(
    settings.combine,
    weighable.map(({ pointwise }) => pointwise!),
    request.stream,
  );
  const weights = Float64Array.from(fits, (fit) =>
    fit.pointwise === null ? 0 : found.weights[weighable.indexOf(fit)]!,
  );
  const answers = {
    ...mixAnswers(fits, weights, settings.draws, request),
    fitted: Float64Array.from(fits[0]!.fitted, (_, i) => sum(fits.map(({ fitted }, k) => weights[k]! * fitted[i]!))),
    parameters: fits.map(({ name }, k) => ({ name: `weight.${name}`, value: weights[k]! })),
    diagnostics: { ...found.diagnostics, ...diagnosticsOf(fits, weights) },
  };
  const doubts = fits.flatMap(({ name, reason, pointwise }, k) => {
    if (pointwise === null) return [`candidate ${name} has no leave-one-out density`];
    return reason !== null && weights[k]! > 0 ? [`candidate ${name}, weight ${weights[k]!.toFixed(2)}: ${reason}`] : [];
  });
  return doubts.length === 0
    ? { status: 'ok', ...answers }
    : { status: 'nonconverged', reason: doubts.join('; '), ...answers };
}

function diagnosticsOf(fits: readonly Answered[], weights: Float64Array): Diagnostics {
  const sampled = fits.flatMap(({ pareto }) => (pareto === null ? [] : [pareto]));
  return {
    candidates: fits.length,
    nonconverged_candidates: fits.filter(({ reason }) => reason !== null).length,
    ...Object.fromEntries(
      fits.flatMap(({ name, pointwise }, k): [string, number][] => [
        [`weight.${name}`, weights[k]!],
        ...(pointwise === null ? [] : [[`elpd.${name}`, sum(pointwise)] as [string, number]]),
      ]),
    ),
    ...(sampled.length === 0
      ? {}
      : {
          pareto_k_max: Math.min(Number.MAX_VALUE, Math.max(...sampled.map(({ largest }) => largest))),
          pareto_k_bad: sampled.reduce((total, { bad }) => total + bad, 0),
        }),
  };
}
