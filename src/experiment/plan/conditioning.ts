import type { Dataset } from '../../dataset/types.ts';
import type { Conditioning } from '../../estimate/contract.ts';
import { adjusted, asVariables } from '../adjust/adjusted.ts';
import { chooseControls } from '../adjust/choose.ts';
import type { Adjustment } from '../adjust/types.ts';
import { checkLiftRequest } from '../lift/request.ts';
import { dataFor } from '../run/dataFor.ts';
import { withTruth } from '../run/withTruth.ts';
import type { ReadyArm } from './arms.ts';
import { centeredOn, centerRequest } from './trueCenters.ts';
import type { PlannedCell, PlannedConditioning } from './types.ts';

/** What an arm conditions on in a cell. It is asked with the first dataset at hand, of which only names and lengths
 *  should matter: the answer holds for every replicate. Which controls it gets is settled here as well.
 *  @throws InputError when the settings do not fit the world: a mediator that is no channel, a lagged effect, a
 *  prior centered on a truth that is not asked for */
export function conditioningOf(cell: PlannedCell, { arm, estimator }: ReadyArm, dataset: Dataset): PlannedConditioning {
  const settings = withTruth(arm.settings, estimator, cell, []);
  const data = dataFor(arm, dataset);
  const whole = estimator.conditionsOn(settings, data);
  checkLiftRequest(settings, cell);
  const adjustment = chooseControls(cell, arm, data, whole);
  const conditioning =
    adjustment === undefined
      ? whole
      : withChosen(estimator.conditionsOn(settings, adjusted(data, adjustment)), adjustment);
  const request = centerRequest(arm.settings);
  // only to find what is wrong before the first fit
  if (request !== null) centeredOn(cell, request, conditioning);
  return conditioning;
}

const withChosen = (conditioning: Conditioning, adjustment: Adjustment): PlannedConditioning => ({
  ...conditioning,
  variables: asVariables(conditioning.variables, adjustment),
  adjustment,
});
