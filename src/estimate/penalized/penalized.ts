import type { Estimator } from '../contract.ts';
import { elasticNet } from '../elasticNet/elasticNet.ts';
import { type PenalizedSettings, penalizedSettingsSchema } from './settings.ts';

/** An end of the elastic net under its own name: the same bits as `elastic-net` at that `l1_ratio`. */
function end(id: string, l1_ratio: number, about: string): Estimator<PenalizedSettings> {
  const mixed = (settings: PenalizedSettings) => ({ ...settings, l1_ratio });
  return {
    id,
    about,
    settingsSchema: penalizedSettingsSchema,
    conditionsOn: (settings, dataset) => elasticNet.conditionsOn(mixed(settings), dataset),
    fit: (dataset, settings, request) => elasticNet.fit(dataset, mixed(settings), request),
  };
}

/** Squares of coefficients are penalized: all shrink, none to 0. @see docs/methods/ridge.md */
export const ridge = end('ridge', 0, 'ridge regression on transformed media: the elastic net with squares alone');

/** Absolute values of coefficients are penalized: some are 0. @see docs/methods/lasso.md */
export const lasso = end('lasso', 1, 'lasso on transformed media: the elastic net with absolute values alone');
