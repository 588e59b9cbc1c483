import { InputError } from '../../core/errors.ts';
import type { Estimand } from '../../dataset/estimand.ts';
import type { Dataset } from '../../dataset/types.ts';
import { ebfmi } from '../../inference/diagnostics/ebfmi.ts';
import type { Chain } from '../../inference/hmc/types.ts';
import { keptChannels, keptControls } from '../columns.ts';
import type { Conditioning, Diagnostics, Estimate, Estimator, FitRequest, Parameter } from '../contract.ts';
import { checkLiftTests, refuseIdleTests } from '../liftTests/measured.ts';
import { exposure } from '../media.ts';
import { type Refused, refuse } from '../refusal.ts';
import { FEWEST_DRAWS, whyNonconverged } from './convergence.ts';
import { derivedParameters } from './derived.ts';
import { effectsOf } from './effects.ts';
import { hierarchyModel, whyNoHierarchy } from './hierarchy/hierarchyModel.ts';
import { looOf } from './loo.ts';
import { nationalModel } from './nationalModel.ts';
import { type Posterior, posterior, summariseParameters, type Worst, worstOf } from './posterior.ts';
import type { PosteriorModel } from './posteriorModel.ts';
import { responseCurves } from './responseCurves.ts';
import { checkCenter } from './roas/priors.ts';
import { whyNoRoasPrior } from './roas/refusal.ts';
import { sampleModel } from './sampleModel.ts';
import { calibrationEstimands, calibrationOf } from './sbc.ts';
import { type BayesianSettings, bayesianSettingsSchema } from './settings.ts';

/** Fewer weeks than this cannot tell a carryover from noise; a prior would be all there is. */
const FEWEST_PERIODS = 8;

/** Bayesian media mix model by the no-U-turn sampler: Jin et al. (2017) with the curves and priors of one's choice.
 *  @see docs/methods/bayesian-mmm.md */
export const bayesianMmm: Estimator<BayesianSettings> = {
  id: 'bayesian-mmm',
  about: 'Bayesian media mix model: adstock and saturation learned with the effects, by the no-U-turn sampler',
  settingsSchema: bayesianSettingsSchema,
  conditionsOn: (settings, dataset): Conditioning => {
    checkCenter(
      settings.roas_prior,
      dataset.channels.map(({ name }) => name),
    );
    const kept = keptChannels(dataset, settings.channels).map(({ name }) => name);
    checkLiftTests(settings.lift_tests, kept, dataset);
    return {
      variables: [...kept, ...keptControls(dataset, settings.controls).map(({ name }) => name)],
      models: [],
    };
  },
  fit: (dataset, settings, request) => sampledFit(dataset, settings, request).estimate,
  calibration: (design, settings) => {
    const refused = whyNot(design, settings);
    if (refused !== undefined) throw new InputError({ message: `${refused.reason}: ${refused.detail}` });
    if (settings.lift_tests !== undefined) {
      const message = 'calibration draws its data from the model; the results of tests are data';
      throw new InputError({ path: 'lift_tests', message });
    }
    const model = modelOf(design, settings);
    return calibrationOf(model, calibrationEstimands(design, model.channels, settings.adstock.maxLag), settings);
  },
};

/** What lies beneath the answers of a fit: the sampler's draws, and the same completed to all parameters. */
export type Sample = {
  readonly model: PosteriorModel;
  readonly chains: readonly Chain[];
  readonly draws: Posterior;
};

export type SampledFit = { readonly estimate: Estimate; readonly sample: Sample | null };

/** `bayesianMmm.fit` for those who need the draws of its parameters. */
export function sampledFit(dataset: Dataset, settings: BayesianSettings, request: FitRequest): SampledFit {
  const refused = whyNot(dataset, settings, request.estimands);
  if (refused !== undefined) return { estimate: refused, sample: null };
  return fitModel(modelOf(dataset, settings, request.estimands), settings, request);
}

/** How long to sample, when to trust it, what to look at besides. */
export type Sampling = Pick<BayesianSettings, 'sampler' | 'convergence' | 'loo'>;

/** Samples a model that stands, in rounds until it converged or its rounds are used up, and reports. */
export function fitModel(model: PosteriorModel, settings: Sampling, request: FitRequest): SampledFit {
  const density = model.sampling();
  const conclude = (chains: readonly Chain[]): SampledFit => {
    const draws = posterior(density, model.names.length, chains, request.stream);
    if (draws.draws < FEWEST_DRAWS) {
      const { max_gradients } = settings.sampler;
      const detail = `the budget of ${max_gradients} gradients ended in warm-up`;
      return { estimate: { status: 'error', detail }, sample: null };
    }
    return { estimate: report(model, settings, request, chains, draws), sample: { model, chains, draws } };
  };
  let concluded: { readonly chains: readonly Chain[]; readonly fit: SampledFit } | undefined;
  const chains = sampleModel(density, settings.sampler, request.stream, (sofar) => {
    concluded = { chains: sofar, fit: conclude(sofar) };
    return concluded.fit.estimate.status === 'ok';
  });
  return concluded?.chains === chains ? concluded.fit : conclude(chains);
}

/** One region's model, or a hierarchy where the data have geos. */
export function modelOf(dataset: Dataset, settings: BayesianSettings, asked: readonly Estimand[] = []): PosteriorModel {
  return dataset.geos.length > 1 ? hierarchyModel(dataset, settings) : nationalModel(dataset, settings, asked);
}

/** Why these data cannot be fitted with these settings, if they cannot: known before any sampling.
 *  @param asked which ROAS a prior on it is on: the first of each channel */
export function whyNot(
  dataset: Dataset,
  settings: BayesianSettings,
  asked: readonly Estimand[] = [],
): Refused | undefined {
  checkLiftTests(
    settings.lift_tests,
    keptChannels(dataset, settings.channels).map(({ name }) => name),
    dataset,
  );
  const least = Math.max(FEWEST_PERIODS, settings.adstock.maxLag - dataset.history);
  if (dataset.periods < least) {
    return refuse('too-few-periods', `${dataset.periods} periods; at least ${least} are needed with these lags`);
  }
  const zero = keptChannels(dataset, settings.channels).filter((channel) =>
    exposure(channel).window.every((x) => x === 0),
  );
  if (zero.length > 0) {
    return refuse('all-zero-channel', `no spend in the window: ${zero.map(({ name }) => name).join(', ')}`);
  }
  if (dataset.outcome.values.every((y) => y === 0)) {
    return refuse('unsupported', `the outcome ${dataset.outcome.name} is 0 throughout: there is no scale to it`);
  }
  if (dataset.geos.length > 1) return whyNoHierarchy(dataset, settings);
  return whyNoRoasPrior(dataset, settings, asked) ?? refuseIdleTests(settings.lift_tests, dataset);
}

function report(
  model: PosteriorModel,
  settings: Sampling,
  request: FitRequest,
  chains: readonly Chain[],
  draws: Posterior,
): Estimate {
  const { names, outcomeScale } = model;
  const summaries = summariseParameters(draws, names.length);
  const effects = effectsOf(model, draws, request);
  const worst = worstOf([...summaries, ...effects.flatMap((effect) => (effect === null ? [] : [effect.summary]))]);
  const parameters: Parameter[] = [
    ...names.map((name, i) => ({ name, value: summaries[i]!.median, se: summaries[i]!.sd })),
    ...derivedParameters(model, draws),
  ];
  const answers = {
    effects: effects.map((effect) => effect?.effect ?? null),
    ...responseCurves(model, draws, request.curves),
    fitted: fittedMean(model, draws).map((y, i) => y * (model.outcomeUnits?.[i] ?? outcomeScale)),
    parameters,
    diagnostics: {
      ...samplerDiagnostics(chains, worst),
      ...(settings.loo ? looOf(model, draws) : {}),
      outcome_scale: outcomeScale,
    },
  };
  const reason = whyNonconverged(settings, chains, worst);
  return reason === null ? { status: 'ok', ...answers } : { status: 'nonconverged', reason, ...answers };
}

function samplerDiagnostics(chains: readonly Chain[], worst: Worst): Diagnostics {
  const average = (of: (chain: Chain) => number): number => chains.reduce((sum, c) => sum + of(c), 0) / chains.length;
  const total = (of: (chain: Chain) => number): number => chains.reduce((sum, c) => sum + of(c), 0);
  const finite = (x: number): number => (Number.isFinite(x) ? x : Number.MAX_VALUE);
  return {
    chains: chains.length,
    out_of_budget: chains.some((chain) => chain.outOfBudget) ? 1 : 0,
    rhat_max: finite(worst.rhat),
    ess_bulk_min: worst.essBulk,
    ess_tail_min: worst.essTail,
    divergences: total((chain) => chain.divergences),
    tree_depth_saturated: average((chain) => chain.saturatedDepth),
    ebfmi_min: Math.min(...chains.map((chain) => ebfmi(chain.energy) ?? 0)),
    acceptance: average((chain) => chain.acceptance),
    step_size: average((chain) => chain.stepSize),
    gradients: total((chain) => chain.gradients),
  };
}

/** Posterior mean of the outcome's mean, over at most some hundred draws: the fitted values are for pictures and R². */
function fittedMean(model: PosteriorModel, draws: Posterior): Float64Array {
  const mean = new Float64Array(model.observations);
  const out = new Float64Array(model.observations);
  const n = model.names.length;
  const step = Math.max(1, Math.floor((draws.draws * draws.chains) / 400));
  let count = 0;
  for (const chain of draws.values) {
    for (let k = 0; k < draws.draws; k += step) {
      model.mean(chain.subarray(k * n, (k + 1) * n), out);
      for (let t = 0; t < mean.length; t++) mean[t]! += out[t]!;
      count += 1;
    }
  }
  return mean.map((sum) => sum / count);
}
