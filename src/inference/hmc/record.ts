import type { ChainSettings } from './settings.ts';
import type { Kernel } from './transition.ts';
import type { Chain, Metric } from './types.ts';

/** Draws from where the kernel is. */
export function record(
  kernel: Kernel,
  metric: Metric,
  stepSize: number,
  { draws, maxDepth, maxGradients }: ChainSettings,
): Chain {
  const { state } = kernel;
  const n = state.q.length;
  const out = new Float64Array(draws * n);
  const logDensity = new Float64Array(draws);
  const energy = new Float64Array(draws);
  const depth = new Uint8Array(draws);
  let [gradients, divergences, acceptance, kept] = [0, 0, 0, 0];
  for (; kept < draws && gradients < maxGradients; kept++) {
    const info = kernel.move(metric, stepSize);
    gradients += info.leapfrogs;
    acceptance += info.acceptance;
    if (info.divergent) divergences += 1;
    out.set(state.q, kept * n);
    logDensity[kept] = state.logDensity;
    energy[kept] = info.energy;
    depth[kept] = info.depth;
  }
  const keptDepth = depth.subarray(0, kept);
  return {
    draws: out.subarray(0, kept * n),
    logDensity: logDensity.subarray(0, kept),
    energy: energy.subarray(0, kept),
    depth: keptDepth,
    divergences,
    saturatedDepth: kept === 0 ? 0 : keptDepth.filter((d) => d >= maxDepth).length / kept,
    acceptance: kept === 0 ? 0 : acceptance / kept,
    gradients,
    stepSize,
    metric,
    outOfBudget: kept < draws,
  };
}

/** One chain of two parts, the second a continuation of the first. */
export function join(a: Chain, b: Chain): Chain {
  const draws = a.logDensity.length + b.logDensity.length;
  const both = (x: Float64Array, y: Float64Array): Float64Array => {
    const out = new Float64Array(x.length + y.length);
    out.set(x);
    out.set(y, x.length);
    return out;
  };
  const average = (of: (chain: Chain) => number): number =>
    draws === 0 ? 0 : (of(a) * a.logDensity.length + of(b) * b.logDensity.length) / draws;
  return {
    ...b,
    draws: both(a.draws, b.draws),
    logDensity: both(a.logDensity, b.logDensity),
    energy: both(a.energy, b.energy),
    depth: Uint8Array.from([...a.depth, ...b.depth]),
    divergences: a.divergences + b.divergences,
    saturatedDepth: average((chain) => chain.saturatedDepth),
    acceptance: average((chain) => chain.acceptance),
    gradients: a.gradients + b.gradients,
  };
}
