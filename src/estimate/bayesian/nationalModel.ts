import type { Dataset } from '../../dataset/types.ts';
import { mmmDensity } from './density.ts';
import { effectsAt } from './effects.ts';
import type { PosteriorModel } from './posteriorModel.ts';
import { type Prepared, prepare } from './prepare.ts';
import { samplingDensity } from './samplingDensity.ts';
import type { BayesianSettings } from './settings.ts';
import { drawFromPriors, drawOutcome } from './simulateFrom.ts';

/** The model of one region's data.
 *  @throws InputError for channels, controls or priors of unknown names */
export function nationalModel(dataset: Dataset, settings: BayesianSettings): PosteriorModel {
  return onData(dataset, prepare(dataset, settings));
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
    effects: (estimands) => (at) => effectsAt(dataset, prepared, estimands, at),
    mean: joint.mean,
    logLikelihood: joint.logLikelihood,
    drawParameters: (stream) => drawFromPriors(model, stream),
    drawOutcome: (at, stream) => drawOutcome(model, joint, at, stream),
    withOutcome: (y) => onData(dataset, { ...prepared, model: { ...model, y } }),
  };
}
