import { InputError } from '../../core/errors.ts';
import { log1p } from '../../core/math.ts';
import { mean } from '../../core/stats.ts';
import type { Dataset } from '../../dataset/types.ts';
import { fitBasis } from '../basis/fit.ts';
import { logLink } from '../basis/link.ts';
import { refuseOutcome } from '../basis/outcome.ts';
import type { BasisModel } from '../basis/types.ts';
import { keptChannels } from '../columns.ts';
import type { Estimate, Estimator } from '../contract.ts';
import { checkLogControls, withLogControls } from '../logLinear/logControls.ts';
import { singleEquationConditioning } from '../mediaColumns.ts';
import { type LogLogSettings, logLogSettingsSchema } from './settings.ts';

/** Each channel by log(1 + a/κ) of its adstocked spend a. */
const model = ({ offset }: LogLogSettings): BasisModel => ({
  link: logLink,
  carryoverOnly: true,
  basis: (channel, window) => {
    const unit = typeof offset === 'number' ? offset * mean(window) : offset[channel]!;
    return { names: [`log(${channel})`], columns: (series) => [series.map((stock) => log1p(stock / unit))] };
  },
});

/** Least squares of the log outcome on log spend: coefficients are elasticities. @see docs/methods/log-log.md */
export const logLog: Estimator<LogLogSettings> = {
  id: 'log-log',
  about:
    'least squares of the log outcome on log(1 + adstocked spend): elasticities; ROAS by prediction with and without',
  settingsSchema: logLogSettingsSchema,
  conditionsOn: (settings, dataset) => {
    checkLogControls(dataset, settings);
    checkOffset(dataset, settings);
    return singleEquationConditioning(settings, dataset);
  },
  fit: (data, settings, request): Estimate => {
    const dataset = withLogControls(data, settings);
    if ('status' in dataset) return dataset;
    checkOffset(dataset, settings);
    return refuseOutcome(dataset) ?? fitBasis(dataset, settings, request, model(settings));
  },
};

/** @throws InputError for channels without an offset, and offsets of what is no channel */
function checkOffset(dataset: Dataset, { offset, channels }: LogLogSettings): void {
  if (typeof offset === 'number') return;
  keptChannels(dataset, Object.keys(offset), 'offset');
  const without = keptChannels(dataset, channels).filter(({ name }) => offset[name] === undefined);
  const problems = without.map(({ name }) => ({ path: 'offset', message: `no offset for channel "${name}"` }));
  if (problems.length > 0) throw new InputError(problems);
}
