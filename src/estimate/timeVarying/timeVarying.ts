import { InputError } from '../../core/errors.ts';
import type { Dataset } from '../../dataset/types.ts';
import { fitModel } from '../bayesian/bayesianMmm.ts';
import type { PosteriorModel } from '../bayesian/posteriorModel.ts';
import { calibrationEstimands, calibrationOf } from '../bayesian/sbc.ts';
import type { Estimate, Estimator } from '../contract.ts';
import { singleEquationConditioning } from '../mediaColumns.ts';
import { perHead } from '../perHead.ts';
import type { Refused } from '../refusal.ts';
import { varyingEquation } from './equation.ts';
import { varyingModel } from './model.ts';
import { varyingPriors } from './priors.ts';
import { type TimeVaryingSettings, timeVaryingSettingsSchema } from './settings.ts';

/** A media mix model whose effects change over the window. @see docs/methods/time-varying.md */
export const timeVarying: Estimator<TimeVaryingSettings> = {
  id: 'time-varying',
  about: 'time-varying coefficients: channel effects that walk from knot to knot, linear part integrated out exactly',
  settingsSchema: timeVaryingSettingsSchema,
  conditionsOn: (settings, dataset) => singleEquationConditioning(settings, dataset),
  fit: (dataset, settings, request): Estimate => {
    const model = modelOf(dataset, settings);
    return 'status' in model ? model : fitModel(model, { ...settings, loo: false }, request).estimate;
  },
  calibration: (design, settings) => {
    const model = modelOf(design, settings);
    if ('status' in model) throw new InputError({ message: `${model.reason}: ${model.detail}` });
    // as much tail as the data carry
    return calibrationOf(model, calibrationEstimands(design, model.channels, design.future + 1), settings);
  },
};

function modelOf(data: Dataset, settings: TimeVaryingSettings): PosteriorModel | Refused {
  const dataset = perHead(data);
  const equation = varyingEquation(dataset, settings);
  if ('status' in equation) return equation;
  const priors = varyingPriors(dataset, equation, settings.priors);
  return 'status' in priors ? priors : varyingModel(dataset, equation, priors);
}
