import { sum } from '../../core/stats.ts';
import type { Estimand } from '../../dataset/estimand.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { Simulation } from '../../inference/sbc/collect.ts';
import { evenlySpaced } from '../../inference/sbc/thin.ts';
import type { FitRequest } from '../contract.ts';
import { whyNonconverged } from './convergence.ts';
import type { SamplingDensity } from './density.ts';
import { posterior, summariseParameters, worstOf } from './posterior.ts';
import type { PosteriorModel } from './posteriorModel.ts';
import { sampleModel } from './sampleModel.ts';
import type { BayesianSettings } from './settings.ts';

/** Draws that a true value is ranked among. @see statistics.md §6 */
export const SBC_DRAWS = 99;

/** One simulation for simulation-based calibration: parameters from the priors, an outcome from the parameters, a fit to
 *  the outcome. Its quantities are every parameter, every channel's ROAS, the total contribution and log p(y|θ).
 *  The outcome is made and fitted on the model's scale: scaling it by its own largest value would make the prior depend
 *  on the data, and no posterior is calibrated for that.
 *  @param blank the model; its outcome only sets the unit that ROAS is counted in
 *  @param estimands a ROAS for each channel, then a contribution for each
 *  @param stream `prior`, `outcome` and what a fit asks for are opened
 *  @param plant changes what is sampled; tests plant mistakes here
 *  @see statistics.md §6 */
export function simulateAndFit(
  blank: PosteriorModel,
  estimands: readonly Estimand[],
  settings: Pick<BayesianSettings, 'sampler' | 'convergence'>,
  stream: FitRequest['stream'],
  plant: (density: SamplingDensity) => SamplingDensity = (density) => density,
): Simulation {
  const truth = blank.drawParameters(stream('prior'));
  const model = blank.withOutcome(blank.drawOutcome(truth, stream('outcome')));
  const density = plant(model.sampling());
  const chains = sampleModel(density, settings.sampler, stream);
  const draws = posterior(density, truth.length, chains, stream);
  if (draws.chains * draws.draws < SBC_DRAWS) return null;
  const worst = worstOf(summariseParameters(draws, truth.length));
  if (whyNonconverged(settings, chains, worst) !== null) return null;

  const at = valuesOf(model, estimands);
  const rows = Array.from(evenlySpaced(SBC_DRAWS, draws.chains * draws.draws), (place) => {
    const row = (place % draws.draws) * truth.length;
    return at(draws.values[Math.floor(place / draws.draws)]!.subarray(row, row + truth.length));
  });
  const truths = at(truth);
  return new Map(
    quantityNames(model).map((name, q) => [
      name,
      { truth: truths[q]!, draws: Float64Array.from(rows, (values) => values[q]!) },
    ]),
  );
}

/** What is asked of each channel: its ROAS, then its contribution, over the whole window with as much tail as the data carry. */
export function calibrationEstimands(dataset: Dataset, channels: readonly string[], maxLag: number): Estimand[] {
  const tail = Math.min(dataset.future, maxLag - 1);
  const ask = (kind: Estimand['kind']): Estimand[] =>
    channels.map((channel) => ({ channel, kind, window: [0, dataset.periods - 1], tail }));
  return [...ask('roas.total'), ...ask('contribution')];
}

function quantityNames({ names, channels }: PosteriorModel): readonly string[] {
  return [...names, ...channels.map((name) => `roas[${name}]`), 'total_contribution', 'log_likelihood'];
}

/** The quantities at given parameters, in the order of their names. */
function valuesOf(model: PosteriorModel, estimands: readonly Estimand[]): (at: Float64Array) => readonly number[] {
  const row = new Float64Array(model.observations);
  const effectsAt = model.effects(estimands);
  const roas = model.channels.length;
  return (at) => {
    const effects = effectsAt(at).map((value) => value ?? Number.NaN);
    model.logLikelihood(at, row);
    return [...at, ...effects.slice(0, roas), sum(effects.slice(roas)), sum(row)];
  };
}
