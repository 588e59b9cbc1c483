import { sum } from '../../core/stats.ts';
import type { Estimand } from '../../dataset/estimand.ts';
import type { Dataset } from '../../dataset/types.ts';
import { evenlySpaced } from '../../inference/sbc/thin.ts';
import type { Calibration, CalibrationFit, FitRequest } from '../contract.ts';
import { whyNonconverged } from './convergence.ts';
import { posterior, summariseParameters, type Worst, worstOf } from './posterior.ts';
import type { PosteriorModel } from './posteriorModel.ts';
import { sampleModel } from './sampleModel.ts';
import type { BayesianSettings } from './settings.ts';

const NO_DRAWS: Worst = { rhat: Infinity, essBulk: 0, essTail: 0 };

type Sampling = Pick<BayesianSettings, 'sampler' | 'convergence'>;

/** Simulation-based calibration of a model: every parameter, every channel's ROAS, the total contribution, log p(y|θ).
 *  The outcome is made and fitted on the model's scale: scaling it by its own largest value would make the prior depend
 *  on the data, and no posterior is calibrated for that.
 *  @param blank the model; its outcome only sets the unit that ROAS is counted in
 *  @param estimands a ROAS for each channel, then a contribution for each
 *  @see statistics.md §6 */
export function calibrationOf(blank: PosteriorModel, estimands: readonly Estimand[], settings: Sampling): Calibration {
  return {
    quantities: [...blank.names, ...followingFrom(blank).names, 'total_contribution', 'log_likelihood'],
    simulate: (draws, stream) => simulateAndFit(blank, estimands, settings, draws, stream),
  };
}

/** What follows from the parameters, channel by channel: ROAS, or β where the ROAS is a parameter itself.
 *  @returns names, and from a point and its effects the values */
function followingFrom({ names, channels, derived }: PosteriorModel) {
  const own = channels.flatMap((name, m) => (names.includes(`roas[${name}]`) ? [] : [{ name: `roas[${name}]`, m }]));
  return {
    names: [...own.map(({ name }) => name), ...(derived?.names ?? [])],
    values: (at: Float64Array, effects: readonly number[]): readonly number[] => [
      ...own.map(({ m }) => effects[m]!),
      ...(derived?.values(at) ?? []),
    ],
  };
}

/** What is asked of each channel: its ROAS, then its contribution, over the whole window with as much tail as the data carry. */
export function calibrationEstimands(dataset: Dataset, channels: readonly string[], maxLag: number): Estimand[] {
  const tail = Math.min(dataset.future, maxLag - 1);
  const ask = (kind: Estimand['kind']): Estimand[] =>
    channels.map((channel) => ({ channel, kind, window: [0, dataset.periods - 1], tail }));
  return [...ask('roas.total'), ...ask('contribution')];
}

function simulateAndFit(
  blank: PosteriorModel,
  estimands: readonly Estimand[],
  settings: Sampling,
  count: number,
  stream: FitRequest['stream'],
): CalibrationFit {
  const truth = blank.drawParameters(stream('prior'));
  const model = blank.withOutcome(blank.drawOutcome(truth, stream('outcome')));
  const density = model.sampling();
  const chains = sampleModel(density, settings.sampler, stream);
  const fit = posterior(density, truth.length, chains, stream);
  const total = fit.chains * fit.draws;
  const enough = total >= count;
  if (!enough && !chains.some((chain) => chain.outOfBudget)) {
    return { status: 'nonconverged', reason: `${total} draws < ${count} to rank among` };
  }
  const worst = enough ? worstOf(summariseParameters(fit, truth.length)) : NO_DRAWS;
  const reason = whyNonconverged(settings, chains, worst);
  if (reason !== null) return { status: 'nonconverged', reason };

  const at = valuesOf(model, estimands);
  const rows = Array.from(evenlySpaced(count, total), (place) => {
    const row = (place % fit.draws) * truth.length;
    return at(fit.values[Math.floor(place / fit.draws)]!.subarray(row, row + truth.length));
  });
  const known = at(truth).map((value, q) => ({
    truth: value,
    draws: Float64Array.from(rows, (values) => values[q]!),
  }));
  return { status: 'ok', known };
}

/** The quantities at given parameters, in the order of their names. */
function valuesOf(model: PosteriorModel, estimands: readonly Estimand[]): (at: Float64Array) => readonly number[] {
  const row = new Float64Array(model.observations);
  const effectsAt = model.effects(estimands);
  const following = followingFrom(model);
  return (at) => {
    const effects = effectsAt(at).map((value) => value ?? Number.NaN);
    model.logLikelihood(at, row);
    return [...at, ...following.values(at, effects), sum(effects.slice(model.channels.length)), sum(row)];
  };
}
