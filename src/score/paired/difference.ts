import type { Score } from '../measures/measure.ts';
import { meanScore } from '../measures/score.ts';

/** Mean of loss_B − loss_A over the same replicates, MCSE s(d)/√n. With errors for losses it is the difference in bias,
 *  with squared errors that in MSE, with 0/1 for covered that in coverage. @see statistics.md §3, §7 */
export function pairedDifference(lossA: Float64Array, lossB: Float64Array): Score {
  requireSameLength(lossA, lossB);
  return meanScore(lossB.map((loss, i) => loss - lossA[i]!));
}

/** Paired columns are made by `pairReplicates`; anything else is a fault of ours. */
export function requireSameLength(a: Float64Array, b: Float64Array): void {
  if (a.length !== b.length) throw new RangeError(`paired columns have ${a.length} and ${b.length} values`);
}
