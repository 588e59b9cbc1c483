import type { ModelChannel } from '../model.ts';
import { adstockLoop } from './adstockLoops.ts';
import { kernel } from './kernel.ts';
import { lanesFor } from './lanes.ts';
import { saturationLoops } from './saturationLoops.ts';
import type { Workspace } from './workspace.ts';

/** f(adstock(x)) of channels that share their curves, and sums over periods of it and of its derivatives. */
export type Responses = {
  readonly pairs: number;
  /** place of span × 2·pairs values, at the last `respond` */
  readonly values: number;
  readonly respond: (memory: Float64Array, theta: Float64Array) => void;
  /** Σ_t by_t·f_{t,m} into out[m] @param by place of span values */
  readonly total: (memory: Float64Array, by: number, out: Float64Array) => void;
  /** Σ_t by_t·∂f_{t,m}/∂p_j into out[m·stride + j], adstock parameters first; `stride` is how many each channel has */
  readonly collect: (memory: Float64Array, by: number, out: Float64Array) => void;
  readonly stride: number;
};

/** Where each channel's curve parameters stand in theta. */
export type CurvePlaces = { readonly adstock: readonly number[]; readonly saturation: readonly number[] };

/** Have these channels one pair of curves that the kernel has loops for? */
export function haveLoops(channels: readonly ModelChannel[]): boolean {
  const first = channels[0];
  return channels.every(
    (channel) =>
      channel.order === 'adstock-first' &&
      channel.saturation.id in saturationLoops &&
      channel.saturation.id === first!.saturation.id &&
      channel.adstock.id === first!.adstock.id &&
      channel.maxLag === first!.maxLag &&
      channel.normalize === first!.normalize,
  );
}

/** @param channels such that `haveLoops`
 *  @param exposure by channel, lead + span values; where shorter, 0 after it
 *  @param span periods computed */
export function responses(
  workspace: Workspace,
  channels: readonly ModelChannel[],
  exposure: readonly Float64Array[],
  lead: number,
  span: number,
  places: readonly CurvePlaces[],
): Responses {
  const lanes = lanesFor(channels.length, lead, span);
  const { width, pairs } = lanes;
  const { saturation } = channels[0]!;
  const loop = saturationLoops[saturation.id]!;
  const adstockParameters = channels[0]!.adstock.parameters.length;
  const saturationParameters = saturation.parameters.length;
  const stride = adstockParameters + saturationParameters;

  const x = workspace.reserve((lead + span) * width);
  const s = workspace.reserve(loop.prepared * width);
  workspace.onLoad((memory) => {
    exposure.forEach((series, m) => {
      for (let t = 0; t < series.length; t++) memory[x + t * width + m] = series[t]!;
    });
    // the neighbour of an odd channel has no spend: any parameters do
    for (let j = 0; j < loop.prepared; j++) memory.fill(1, s + j * width + channels.length, s + (j + 1) * width);
  });
  const adstock = adstockLoop(
    workspace,
    lanes,
    channels[0]!,
    x,
    places.map((place) => place.adstock),
  );
  const values = workspace.reserve(span * width);
  const steep = workspace.reserve(span * width);
  const slopes = [workspace.reserve(span * width), workspace.reserve(span * width)];
  const sums = workspace.reserve(width);
  const p = channels.map(() => new Float64Array(saturationParameters));
  const prepared = new Float64Array(loop.prepared);

  const total = (memory: Float64Array, by: number, out: Float64Array): void => {
    kernel.total(8 * values, span, pairs, 8 * by, 8 * sums);
    for (let m = 0; m < channels.length; m++) out[m] = memory[sums + m]!;
  };

  return {
    pairs,
    values,
    stride,
    total,
    respond: (memory, theta) => {
      adstock.run(memory, theta);
      for (let m = 0; m < channels.length; m++) {
        for (let j = 0; j < saturationParameters; j++) p[m]![j] = theta[places[m]!.saturation[j]!]!;
        loop.prepare(p[m]!, prepared);
        for (let j = 0; j < loop.prepared; j++) memory[s + j * width + m] = prepared[j]!;
      }
      loop.run(8 * adstock.out, span, pairs, 8 * s, 8 * values, 8 * steep, 8 * slopes[0]!, 8 * slopes[1]!);
    },
    collect: (memory, by, out) => {
      adstock.collect(memory, by, steep, out, 0, stride);
      for (let j = 0; j < saturationParameters; j++) {
        kernel.total(8 * slopes[j]!, span, pairs, 8 * by, 8 * sums);
        for (let m = 0; m < channels.length; m++) {
          const chain = j === 0 && loop.chain !== undefined ? loop.chain(p[m]!) : 1;
          out[m * stride + adstockParameters + j] = chain * memory[sums + m]!;
        }
      }
    },
  };
}
