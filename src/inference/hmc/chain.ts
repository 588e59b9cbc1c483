import type { Stream } from '../../core/random/stream.ts';
import { adapt } from './adapt.ts';
import { join, record } from './record.ts';
import type { ChainSettings } from './settings.ts';
import { moveTo } from './slot.ts';
import { type Kernel, nutsKernel } from './transition.ts';
import type { Chain, LogDensity } from './types.ts';

/** Chains that warm up together and then go on by themselves: metric and step size are learned from all of them, and fixed
 *  before the first draw is kept. Deterministic in `streams`, one a chain.
 *  @param starts a point for each chain, where the density and its gradient are finite */
export function runChains(
  density: LogDensity,
  starts: readonly Float64Array[],
  settings: ChainSettings,
  streams: readonly Stream[],
): readonly Chain[] {
  const n = starts[0]!.length;
  const kernels = starts.map((start, c): Kernel => {
    const kernel = nutsKernel(density, n, settings.maxDepth, streams[c]!);
    moveTo(kernel.state, density, start);
    return kernel;
  });
  const { metric, stepSize, gradients } = adapt(density, kernels, settings, streams);
  // what warm-up took is counted in equal parts, and so is what is left
  const total = gradients + kernels.length;
  const share = Math.ceil((settings.maxGradients - total) / kernels.length);
  const taken = kernels.map((_, c) => Math.floor((total + c) / kernels.length));
  const round = (c: number, draws: number, used: number): Chain =>
    record(kernels[c]!, metric, stepSize, { ...settings, draws, maxGradients: share - used });
  let chains = kernels.map((_, c) => {
    const first = round(c, settings.draws, 0);
    return { ...first, gradients: first.gradients + taken[c]! };
  });
  const { enough } = settings;
  while (enough !== undefined && !chains.some(({ outOfBudget }) => outOfBudget)) {
    const left = enough.maxDraws - chains[0]!.logDensity.length;
    if (left <= 0 || enough.judge(chains)) break;
    chains = chains.map((chain, c) =>
      join(chain, round(c, Math.min(left, settings.draws), chain.gradients - taken[c]!)),
    );
  }
  return chains;
}
