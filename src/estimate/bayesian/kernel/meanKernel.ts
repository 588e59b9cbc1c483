import type { MeanTerm, Places } from '../channelTerm.ts';
import type { ModelChannel } from '../model.ts';
import { kernel } from './kernel.ts';
import { type CurvePlaces, haveLoops, type Responses, responses } from './responses.ts';
import type { Workspace } from './workspace.ts';

/** All channels' share of the mean at once, by the kernel; null where their curves differ or one has no loop. Equal to the sum
 *  of `channelTerm`s but for rounding: those are its specification.
 *  @param history periods of exposure before the window
 *  @param T periods of the window
 *  @param workspace of the density that this is a part of */
export function meanKernel(
  channels: readonly ModelChannel[],
  history: number,
  T: number,
  places: readonly Places[],
  workspace: Workspace,
): MeanTerm | null {
  if (channels.length === 0 || channels.some(({ counted }) => counted !== undefined) || !haveLoops(channels))
    return null;
  const spends = channels.map(({ spend }) => spend);
  const curves = responses(workspace, channels, spends, history, T, places);
  const share = meanShare(workspace, curves, T);
  const totals = new Float64Array(channels.length);
  const byCurve = new Float64Array(channels.length * curves.stride);
  const beta = new Float64Array(channels.length);
  return {
    forward: (theta, mean) => {
      const memory = workspace.memory();
      curves.respond(memory, theta);
      for (let m = 0; m < beta.length; m++) beta[m] = theta[places[m]!.beta]!;
      share.add(memory, beta, mean);
    },
    backward: (_, byMean, byTheta) => {
      const memory = workspace.memory();
      memory.set(byMean, share.by);
      curves.total(memory, share.by, totals);
      curves.collect(memory, share.by, byCurve);
      for (let m = 0; m < totals.length; m++) {
        byTheta[places[m]!.beta] = totals[m]!;
        writeCurveDerivatives(byCurve, m * curves.stride, beta[m]!, places[m]!, byTheta);
      }
    },
  };
}

/** Σ_m β_m·f_{t,m} over the first T periods of `curves`. */
export type MeanShare = {
  /** place of T values, for what `curves` sums up with */
  readonly by: number;
  readonly add: (memory: Float64Array, beta: Float64Array, mean: Float64Array) => void;
};

/** @param span periods that `by` has room for, at least T; those past T stay 0 */
export function meanShare(workspace: Workspace, { pairs, values }: Responses, T: number, span = T): MeanShare {
  const coefficients = workspace.reserve(2 * pairs);
  const sum = workspace.reserve(T);
  const by = workspace.reserve(span);
  return {
    by,
    add: (memory, beta, mean) => {
      memory.set(beta, coefficients);
      memory.set(mean, sum);
      kernel.combine(8 * values, T, pairs, 8 * coefficients, 8 * sum);
      for (let t = 0; t < T; t++) mean[t] = memory[sum + t]!;
    },
  };
}

/** byTheta at a channel's curve parameters: `scale` times the sums from `at` on. */
export function writeCurveDerivatives(
  sums: Float64Array,
  at: number,
  scale: number,
  { adstock, saturation }: CurvePlaces,
  byTheta: Float64Array,
): void {
  for (let j = 0; j < adstock.length; j++) byTheta[adstock[j]!] = scale * sums[at + j]!;
  for (let j = 0; j < saturation.length; j++) byTheta[saturation[j]!] = scale * sums[at + adstock.length + j]!;
}
