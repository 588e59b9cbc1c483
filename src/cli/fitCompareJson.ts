import type { CandidateFit, Choice } from '../estimate/bayesian/compare.ts';
import { badObservations } from '../inference/loo/exact.ts';
import type { Total } from '../inference/loo/pointwise.ts';
import type { FitInput } from './fitInput.ts';
import { effectsJson } from './fitReport.ts';
import { periodName } from './periodName.ts';

/** Everything about a comparison but its draws: models in the order of the list, snake_case. */
export function compareJson(input: FitInput, fits: readonly CandidateFit[], choice: Choice): unknown {
  const { file, dataset } = input;
  return {
    file,
    digest: dataset.digest,
    periods: dataset.periods,
    estimator: input.spec.estimator.use,
    carryover_start: dataset.carryoverStart,
    choice:
      choice.status === 'withheld'
        ? { status: choice.status, doubts: choice.doubts.map((doubt) => doubtJson(input, doubt)) }
        : { status: choice.status, best: choice.best.map((i) => fits[i]!.name) },
    models: fits.map((fit, i) => ({
      model: fit.name,
      ...accuracyJson(input, fit),
      difference: differenceJson(choice, i),
      ...estimateJson(input, fit),
    })),
  };
}

function doubtJson({ dataset }: FitInput, doubt: Extract<Choice, { status: 'withheld' }>['doubts'][number]) {
  if (doubt.why === 'refit') return { ...doubt, observation: periodName(dataset, doubt.observation) };
  if (doubt.why !== 'pareto-k') return doubt;
  return { ...doubt, observations: doubt.observations.map((i) => periodName(dataset, i)) };
}

const totalJson = ({ value, se }: Total) => ({ value, se });

/** To the best model, which has 0; null where models are not ranked. */
function differenceJson(choice: Choice, model: number) {
  if (choice.status === 'withheld') return null;
  return totalJson(choice.standings.find(({ index }) => index === model)!.difference);
}

function accuracyJson({ dataset }: FitInput, { accuracy }: CandidateFit) {
  if (accuracy === null) return {};
  const { loo, waic, integrated, refits } = accuracy;
  return {
    elpd_loo: totalJson(loo.elpd),
    p_loo: totalJson(loo.parameters),
    elpd_waic: totalJson(waic.elpd),
    p_waic: totalJson(waic.parameters),
    pareto_k_threshold: loo.kThreshold,
    // null: no tail could be fitted; 0: from a fit without it
    pareto_k: Array.from(loo.paretoK),
    bad_observations: badObservations(loo).map((i) => ({ period: periodName(dataset, i), pareto_k: loo.paretoK[i]! })),
    integrated: integrated.map((i) => periodName(dataset, i)),
    refits: refits.map(({ observation, ...rest }) => ({ period: periodName(dataset, observation), ...rest })),
    pointwise: Array.from(loo.pointwise),
  };
}

function estimateJson({ spec }: FitInput, { estimate }: CandidateFit) {
  if (estimate.status !== 'ok' && estimate.status !== 'nonconverged') return estimate;
  return {
    status: estimate.status,
    ...(estimate.status === 'nonconverged' ? { reason: estimate.reason } : {}),
    effects: effectsJson(estimate.effects, spec),
    parameters: estimate.parameters,
    diagnostics: estimate.diagnostics,
  };
}
