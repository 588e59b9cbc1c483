import type { Conditioning } from '../../estimate/contract.ts';
import { compileWorld } from '../../simulate/compile.ts';
import { simulate } from '../../simulate/simulate.ts';
import { withTruth } from '../run/withTruth.ts';
import type { ReadyArm } from './arms.ts';
import type { PlannedCell } from './types.ts';

/** What an arm conditions on in a cell. It is asked with the first dataset at hand, of which only names and lengths
 *  should matter: the answer holds for every replicate.
 *  @throws InputError when the settings do not fit the world: a mediator that is no channel, a lagged effect */
export function conditioningOf(cell: PlannedCell, { arm, estimator }: ReadyArm, seed: number): Conditioning {
  const world = compileWorld(cell.world);
  const { dataset } = simulate(world, { seed, replicate: 0, periods: cell.periods, requests: [] });
  const settings = withTruth(arm.settings, estimator, cell, []);
  return estimator.conditionsOn(settings, dataset);
}
