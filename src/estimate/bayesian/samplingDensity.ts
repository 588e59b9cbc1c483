import { centeredDensity } from './centeredDensity.ts';
import type { SamplingDensity } from './density.ts';
import { marginalDensity } from './marginalDensity.ts';
import { linearColumns, type MmmModel } from './model.ts';

/** The density to sample a model by: with its linear part integrated out where that and the errors are normal, else with all
 *  parameters. Both are the same posterior. */
export function samplingDensity(model: MmmModel): SamplingDensity {
  const { integrated } = model.errors;
  const normal = linearColumns(model).every(({ place }) => model.parameters[place]!.prior.family === 'normal');
  if (integrated !== undefined && normal) {
    return marginalDensity(model, integrated);
  }
  return centeredDensity(model);
}
