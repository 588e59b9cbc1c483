import type { Dataset } from '../../../dataset/types.ts';
import { type Refused, refuse } from '../../refusal.ts';
import type { PosteriorModel } from '../posteriorModel.ts';
import type { BayesianSettings } from '../settings.ts';
import { geoCurves } from './geoCurves.ts';
import { geoEffects } from './geoEffects.ts';
import { pooledDensity } from './pooledDensity.ts';
import { pooledOutcome } from './pooledOutcome.ts';
import { type PreparedGeos, prepareGeos } from './prepareGeos.ts';

/** The model of data with geos: intercepts, effects and column coefficients of each geo, partially pooled; curves and σ shared.
 *  @see docs/methods/bayesian-geo-hierarchy.md
 *  @throws InputError for channels, controls or priors of unknown names, and for effects without a mean above 0 */
export function hierarchyModel(dataset: Dataset, settings: BayesianSettings): PosteriorModel {
  return onData(dataset, settings, prepareGeos(dataset, settings));
}

function onData(dataset: Dataset, settings: BayesianSettings, prepared: PreparedGeos): PosteriorModel {
  const { model, channels, outcomeScale, population } = prepared;
  const { periods } = model;
  return {
    names: model.names,
    channels: channels.map(({ channel }) => channel.name),
    observations: model.y.length,
    outcomeScale,
    outcomeUnits: model.y.map((_, i) => outcomeScale * population[Math.floor(i / periods)]!),
    sampling: () => pooledDensity(model, settings.hierarchy.centering),
    effects: (estimands) => geoEffects(dataset, prepared, estimands),
    curves: (request) => geoCurves(dataset, prepared, request),
    ...pooledOutcome(model),
    withOutcome: (y) => onData(dataset, settings, { ...prepared, model: { ...model, y } }),
  };
}

/** Why a hierarchy cannot be fitted to these data with these settings, beyond what holds for any model. */
export function whyNoHierarchy({ geos, population }: Dataset, settings: BayesianSettings): Refused | undefined {
  const empty = geos.filter((_, g) => !(population[g]! > 0));
  if (empty.length > 0) return refuse('unsupported', `the hierarchy is per head; no people in ${empty.join(', ')}`);
  if (settings.errors !== 'normal') {
    return refuse('unsupported', `errors: ${settings.errors} is for national data; with geos errors are normal`);
  }
  if (settings.roas_prior !== undefined || Object.keys(settings.priors).some((name) => /^roas(\[|$)/.test(name))) {
    return refuse('unsupported', 'priors on ROAS are for national data; with geos give beta and beta_sd theirs');
  }
  if (settings.lift_tests !== undefined) {
    return refuse('unsupported', 'lift tests are for national data; in a study, data: national adds the geos up');
  }
  return undefined;
}
