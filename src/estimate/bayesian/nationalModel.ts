import type { Estimand } from '../../dataset/estimand.ts';
import type { Dataset } from '../../dataset/types.ts';
import { mmmDensity } from './density.ts';
import { curvesAt, effectsAt } from './effects.ts';
import { canLeaveOut, leaveOut } from './leaveOut.ts';
import type { PosteriorModel } from './posteriorModel.ts';
import { type Prepared, prepare } from './prepare.ts';
import { derivedBetas } from './roas/betas.ts';
import { samplingDensity } from './samplingDensity.ts';
import type { BayesianSettings } from './settings.ts';
import { drawFromPriors, drawOutcome } from './simulateFrom.ts';

/** The model of one region's data.
 *  @param asked which ROAS a prior on it is on: the first of each channel
 *  @throws InputError for channels, controls or priors of unknown names */
export function nationalModel(
  dataset: Dataset,
  settings: BayesianSettings,
  asked: readonly Estimand[] = [],
): PosteriorModel {
  return onData(dataset, prepare(dataset, settings, asked));
}

function onData(dataset: Dataset, prepared: Prepared): PosteriorModel {
  const { model, channels, outcomeScale } = prepared;
  const joint = mmmDensity(model);
  return {
    names: model.parameters.map(({ name }) => name),
    channels: channels.map(({ name }) => name),
    observations: model.y.length,
    outcomeScale,
    sampling: () => samplingDensity(model),
    effects: (estimands) => effectsAt(dataset, prepared, estimands),
    curves: (request) => curvesAt(dataset, prepared, request),
    derived: derivedBetas(model),
    mean: joint.mean,
    logLikelihood: joint.logLikelihood,
    drawParameters: (stream) => drawFromPriors(model, stream),
    drawOutcome: (at, stream) => drawOutcome(model, joint, at, stream),
    withOutcome: (y) => onData(dataset, { ...prepared, model: { ...model, y } }),
    ...(canLeaveOut(model)
      ? { leavingOut: (observation) => onData(dataset, { ...prepared, model: leaveOut(model, observation) }) }
      : {}),
  };
}
