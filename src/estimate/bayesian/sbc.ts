import { sum } from '../../core/stats.ts';
import type { Estimand } from '../../dataset/estimand.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { Simulation } from '../../inference/sbc/collect.ts';
import { evenlySpaced } from '../../inference/sbc/thin.ts';
import type { FitRequest } from '../contract.ts';
import { whyNonconverged } from './convergence.ts';
import { mmmDensity, type SamplingDensity } from './density.ts';
import { effectsAt } from './effects.ts';
import type { MmmModel } from './model.ts';
import { posterior, summariseParameters, worstOf } from './posterior.ts';
import { type Prepared, prepare } from './prepare.ts';
import { sampleModel } from './sampleModel.ts';
import { samplingDensity } from './samplingDensity.ts';
import type { BayesianSettings } from './settings.ts';
import { drawFromPriors, drawOutcome } from './simulateFrom.ts';

/** Draws that a true value is ranked among. @see statistics.md §6 */
export const SBC_DRAWS = 99;

/** One simulation for simulation-based calibration: parameters from the priors, an outcome from the parameters, a fit to
 *  the outcome. Its quantities are every parameter, every channel's ROAS, the total contribution and log p(y|θ).
 *  The outcome is made and fitted on the model's scale: scaling it by its own largest value would make the prior depend
 *  on the data, and no posterior is calibrated for that.
 *  @param dataset its spend and controls are used; its outcome only sets the unit that ROAS is counted in
 *  @param stream `prior`, `outcome` and what a fit asks for are opened
 *  @param densityOf what is sampled; tests plant mistakes here
 *  @see statistics.md §6 */
export function simulateAndFit(
  dataset: Dataset,
  settings: BayesianSettings,
  stream: FitRequest['stream'],
  densityOf: (model: MmmModel) => SamplingDensity = samplingDensity,
): Simulation {
  const blank = prepare(dataset, settings);
  const truth = drawFromPriors(blank.model, stream('prior'));
  const y = drawOutcome(blank.model, mmmDensity(blank.model), truth, stream('outcome'));
  const prepared: Prepared = { ...blank, model: { ...blank.model, y } };
  const density = densityOf(prepared.model);
  const chains = sampleModel(density, settings.sampler, stream);
  const draws = posterior(density, truth.length, chains, stream);
  if (draws.chains * draws.draws < SBC_DRAWS) return null;
  const worst = worstOf(summariseParameters(draws, truth.length));
  if (whyNonconverged(settings, chains, worst) !== null) return null;

  const at = valuesOf(dataset, prepared);
  const rows = Array.from(evenlySpaced(SBC_DRAWS, draws.chains * draws.draws), (place) => {
    const row = (place % draws.draws) * truth.length;
    return at(draws.values[Math.floor(place / draws.draws)]!.subarray(row, row + truth.length));
  });
  const truths = at(truth);
  return new Map(
    quantityNames(prepared).map((name, q) => [
      name,
      { truth: truths[q]!, draws: Float64Array.from(rows, (values) => values[q]!) },
    ]),
  );
}

function quantityNames({ model, channels }: Prepared): readonly string[] {
  return [
    ...model.parameters.map(({ name }) => name),
    ...channels.map(({ name }) => `roas[${name}]`),
    'total_contribution',
    'log_likelihood',
  ];
}

/** The quantities at given parameters, in the order of their names. */
function valuesOf(dataset: Dataset, prepared: Prepared): (at: Float64Array) => readonly number[] {
  const { model, channels } = prepared;
  const { logLikelihood } = mmmDensity(model);
  const row = new Float64Array(model.y.length);
  const ask = (kind: Estimand['kind']): Estimand[] =>
    channels.map(({ name }, m) => {
      const tail = Math.min(dataset.future, model.channels[m]!.maxLag - 1);
      return { channel: name, kind, window: [0, dataset.periods - 1], tail };
    });
  const estimands = [...ask('roas.total'), ...ask('contribution')];
  return (at) => {
    const effects = effectsAt(dataset, prepared, estimands, at).map((value) => value ?? Number.NaN);
    logLikelihood(at, row);
    return [...at, ...effects.slice(0, channels.length), sum(effects.slice(channels.length)), sum(row)];
  };
}
