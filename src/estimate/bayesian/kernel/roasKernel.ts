import type { MeanTerm, Places } from '../channelTerm.ts';
import type { ModelChannel } from '../model.ts';
import { countedTotals } from './countedTotals.ts';
import { meanShare, writeCurveDerivatives } from './meanKernel.ts';
import type { Workspace } from './workspace.ts';

/** All channels' share of the mean where the parameter of each is its ROAS: `roasTerm` for all at once, which is its
 *  specification and says what is computed. Null where `countedTotals` is, or where a channel's parameter is β.
 *  @param history periods of exposure before the window
 *  @param T periods of the window
 *  @param workspace of the density that this is a part of */
export function roasKernel(
  channels: readonly ModelChannel[],
  history: number,
  T: number,
  places: readonly Places[],
  workspace: Workspace,
): MeanTerm | null {
  const counts = channels.flatMap(({ counted }) => (counted === undefined ? [] : [counted]));
  if (counts.length < channels.length) return null;
  const counted = countedTotals(workspace, channels, counts, history, T, places);
  if (counted === null) return null;
  const { curves } = counted;
  const share = meanShare(workspace, curves, T, counted.span);
  const M = channels.length;
  const total = new Float64Array(M);
  const beta = new Float64Array(M);
  const byMeanSum = new Float64Array(M);
  const byMeanCurve = new Float64Array(M * curves.stride);
  const byCount = new Float64Array(M * curves.stride);

  return {
    forward: (theta, mean) => {
      const memory = workspace.memory();
      counted.respond(memory, theta);
      counted.totals(memory, total);
      for (let m = 0; m < M; m++) beta[m] = (theta[places[m]!.beta]! * counts[m]!.spend) / total[m]!;
      share.add(memory, beta, mean);
    },
    backward: (_, byMean, byTheta) => {
      const memory = workspace.memory();
      memory.set(byMean, share.by);
      curves.total(memory, share.by, byMeanSum);
      curves.collect(memory, share.by, byMeanCurve);
      counted.collect(memory, byCount);
      for (let m = 0; m < M; m++) {
        byTheta[places[m]!.beta] = (byMeanSum[m]! * counts[m]!.spend) / total[m]!;
        // β = R·spend/G, so the curves move the mean by β·f′ and β by −β/G·G′
        const perCount = byMeanSum[m]! / total[m]!;
        for (let j = m * curves.stride; j < (m + 1) * curves.stride; j++) byMeanCurve[j]! -= perCount * byCount[j]!;
        writeCurveDerivatives(byMeanCurve, m * curves.stride, beta[m]!, places[m]!, byTheta);
      }
    },
  };
}
