import type { Dataset } from '../../dataset/types.ts';
import type { Conditioning } from '../../estimate/contract.ts';
import { dataFor } from '../run/dataFor.ts';
import { withTruth } from '../run/withTruth.ts';
import type { ReadyArm } from './arms.ts';
import { centeredOn, centerRequest } from './trueCenters.ts';
import type { PlannedCell } from './types.ts';

/** What an arm conditions on in a cell. It is asked with the first dataset at hand, of which only names and lengths
 *  should matter: the answer holds for every replicate.
 *  @throws InputError when the settings do not fit the world: a mediator that is no channel, a lagged effect, a
 *  prior centered on a truth that is not asked for */
export function conditioningOf(cell: PlannedCell, { arm, estimator }: ReadyArm, dataset: Dataset): Conditioning {
  const settings = withTruth(arm.settings, estimator, cell, []);
  const conditioning = estimator.conditionsOn(settings, dataFor(arm, dataset));
  const request = centerRequest(arm.settings);
  // only to find what is wrong before the first fit
  if (request !== null) centeredOn(cell, request, conditioning);
  return conditioning;
}
