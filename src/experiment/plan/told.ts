import type { Estimator } from '../../estimate/contract.ts';
import { liftRequest } from '../lift/request.ts';
import { asksForCurves } from '../run/withTruth.ts';
import { centerRequest } from './trueCenters.ts';

/** What of the truth an arm is told, for its rows: the generating `curves`, the `center` of its priors on ROAS, the results of
 *  simulated `lift_tests`, or the true `effects`; empty for an arm that knows only the data. */
export function toldTo(settings: unknown, { needsTruth }: Pick<Estimator, 'needsTruth'>): readonly string[] {
  return [
    ...(asksForCurves(settings) ? ['curves'] : []),
    ...(centerRequest(settings) === null ? [] : ['center']),
    ...(liftRequest(settings) === null ? [] : ['lift_tests']),
    ...(needsTruth === true ? ['effects'] : []),
  ];
}
