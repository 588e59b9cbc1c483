import { fitBasis } from '../basis/fit.ts';
import { logLink } from '../basis/link.ts';
import { refuseOutcome } from '../basis/outcome.ts';
import type { BasisModel } from '../basis/types.ts';
import type { Estimate, Estimator } from '../contract.ts';
import { singleEquationConditioning } from '../mediaColumns.ts';
import { checkLogControls, withLogControls } from './logControls.ts';
import { type LogLinearSettings, logLinearSettingsSchema } from './settings.ts';

/** Each channel by its transformed series, as elsewhere; its coefficient is a share of sales. */
const model: BasisModel = {
  link: logLink,
  carryoverOnly: false,
  basis: (channel) => ({ names: [channel], columns: (series) => [series] }),
};

/** Least squares of the log outcome on transformed media: effects multiply. @see docs/methods/log-linear.md */
export const logLinear: Estimator<LogLinearSettings> = {
  id: 'log-linear',
  about: 'least squares of the log outcome on transformed media: effects multiply; ROAS by prediction with and without',
  settingsSchema: logLinearSettingsSchema,
  conditionsOn: (settings, dataset) => {
    checkLogControls(dataset, settings);
    return singleEquationConditioning(settings, dataset);
  },
  fit: (data, settings, request): Estimate => {
    const dataset = withLogControls(data, settings);
    if ('status' in dataset) return dataset;
    return refuseOutcome(dataset) ?? fitBasis(dataset, settings, request, model);
  },
};
