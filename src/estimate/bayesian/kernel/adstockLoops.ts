import type { ModelChannel } from '../model.ts';
import { kernel } from './kernel.ts';
import type { Lanes } from './lanes.ts';
import type { Workspace } from './workspace.ts';

/** The adstock of all channels at once, and the way back through it. */
export type AdstockLoop = {
  /** place of span × lanes values: the adstocked series at the last `run` */
  readonly out: number;
  readonly run: (memory: Float64Array, theta: Float64Array) => void;
  /** Σ_t by_t·steep_t·∂a_t/∂p for each adstock parameter j of each channel m into out[m·stride + first + j]
   *  @param by place of span values @param steep place of span × lanes values: ∂f/∂a */
  readonly collect: (
    memory: Float64Array,
    by: number,
    steep: number,
    out: Float64Array,
    first: number,
    stride: number,
  ) => void;
};

type Curve = Pick<ModelChannel, 'adstock' | 'maxLag' | 'normalize'>;

/** @param x place of (lead + span) × lanes values: the exposure
 *  @param places by channel, where its adstock's parameters stand in theta */
export function adstockLoop(
  workspace: Workspace,
  lanes: Lanes,
  curve: Curve,
  x: number,
  places: readonly (readonly number[])[],
): AdstockLoop {
  return curve.adstock.id === 'geometric'
    ? byRecursion(workspace, lanes, curve, x, places)
    : byWeights(workspace, lanes, curve, x, places);
}

function byRecursion(
  workspace: Workspace,
  { lead, span, width, pairs }: Lanes,
  { maxLag, normalize }: Curve,
  x: number,
  places: readonly (readonly number[])[],
): AdstockLoop {
  const p = workspace.reserve(5 * width);
  const out = workspace.reserve(span * width);
  const slope = workspace.reserve(span * width);
  const sums = workspace.reserve(width);
  const reached = workspace.reserve(span * width);
  workspace.onLoad((memory) => {
    for (let m = 0; m < places.length; m++) {
      let idle = 0;
      for (let i = 0; i < lead + span; i++) {
        idle = memory[x + i * width + m] === 0 ? idle + 1 : 0;
        if (i >= lead && idle < maxLag) memory[reached + (i - lead) * width + m] = 1;
      }
    }
  });
  return {
    out,
    run: (memory, theta) => {
      for (let m = 0; m < places.length; m++) {
        const alpha = theta[places[m]![0]!]!;
        let [total, totalSlope, power, powerSlope] = [0, 0, 1, 0];
        for (let l = 0; l < maxLag; l++) {
          total += power;
          totalSlope += powerSlope;
          powerSlope = powerSlope * alpha + power;
          power *= alpha;
        }
        memory[p + m] = alpha;
        memory[p + width + m] = power;
        memory[p + 2 * width + m] = powerSlope;
        memory[p + 3 * width + m] = normalize ? 1 / total : 1;
        memory[p + 4 * width + m] = normalize ? totalSlope : 0;
      }
      kernel.geometric(8 * x, 8 * reached, lead, span, maxLag, pairs, 8 * p, 8 * out, 8 * slope);
    },
    collect: (memory, by, steep, sumsOut, first, stride) => {
      kernel.totalOfProduct(8 * steep, 8 * slope, span, pairs, 8 * by, 8 * sums);
      for (let m = 0; m < places.length; m++) sumsOut[m * stride + first] = memory[sums + m]!;
    },
  };
}

function byWeights(
  workspace: Workspace,
  { lead, span, width, pairs }: Lanes,
  { adstock, maxLag, normalize }: Curve,
  x: number,
  places: readonly (readonly number[])[],
): AdstockLoop {
  const w = workspace.reserve(maxLag * width);
  const out = workspace.reserve(span * width);
  const byWeight = workspace.reserve(maxLag * width);
  const p = places.map((at) => new Float64Array(at.length));
  const totals = new Float64Array(places.length);
  return {
    out,
    run: (memory, theta) => {
      for (let m = 0; m < places.length; m++) {
        for (let j = 0; j < p[m]!.length; j++) p[m]![j] = theta[places[m]![j]!]!;
        const weights = adstock.weights(p[m]!, maxLag);
        let total = 0;
        for (let l = 0; l < maxLag; l++) total += weights[l]!;
        totals[m] = normalize ? total : 1;
        for (let l = 0; l < maxLag; l++) memory[w + l * width + m] = weights[l]! / totals[m]!;
      }
      kernel.convolve(8 * x, lead, span, maxLag, pairs, 8 * w, 8 * out);
    },
    collect: (memory, by, steep, sumsOut, first, stride) => {
      if (adstock.parameters.length === 0) return;
      kernel.correlate(8 * x, lead, span, maxLag, pairs, 8 * by, 8 * steep, 8 * byWeight);
      for (let m = 0; m < places.length; m++) {
        const gradients = adstock.weightGradients(p[m]!, maxLag);
        for (let j = 0; j < gradients.length; j++) {
          const g = gradients[j]!;
          // of the normalized weights: (w′ − w·Σw′)/Σ
          let drift = 0;
          if (normalize) for (let l = 0; l < maxLag; l++) drift += g[l]!;
          let sum = 0;
          for (let l = 0; l < maxLag; l++) {
            sum += memory[byWeight + l * width + m]! * (g[l]! - memory[w + l * width + m]! * drift);
          }
          sumsOut[m * stride + first + j] = sum / totals[m]!;
        }
      }
    },
  };
}
