import type { Dataset } from '../../dataset/types.ts';
import { adjusted } from '../adjust/adjusted.ts';
import type { Adjustment } from '../adjust/types.ts';
import type { Plan, PlannedArm, PlannedCell } from '../plan/types.ts';
import { dataFor } from './dataFor.ts';

/** What an arm's estimator gets in a cell: its form of the data, with the controls that the plan chose. */
export function dataIn(plan: Pick<Plan, 'arms'>, cell: PlannedCell, arm: PlannedArm, dataset: Dataset): Dataset {
  const form = dataFor(arm, dataset);
  const adjustment = adjustmentIn(plan, cell, arm);
  return adjustment === undefined ? form : adjusted(form, adjustment);
}

/** What became of an arm's `adjust:` in a cell; undefined where it gets all controls. */
export function adjustmentIn(plan: Pick<Plan, 'arms'>, cell: PlannedCell, arm: PlannedArm): Adjustment | undefined {
  return cell.conditioning[plan.arms.indexOf(arm)]?.adjustment;
}
