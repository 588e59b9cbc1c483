import type { Stream } from '../../core/random/stream.ts';
import { dualAveraging } from './dualAveraging.ts';
import { unitMetric } from './metric.ts';
import { findStepSize } from './stepSize.ts';
import { nutsKernel } from './transition.ts';
import type { LogDensity, Metric } from './types.ts';
import { metricLearner } from './welford.ts';
import { warmupWindows } from './windows.ts';

export type ChainSettings = {
  readonly warmup: number;
  readonly draws: number;
  readonly metric: Metric['kind'];
  /** acceptance probability that the step size aims at, 0 < δ < 1 */
  readonly targetAcceptance: number;
  readonly maxDepth: number;
  /** most gradient evaluations, warm-up included: a budget in work is the same on every machine, one in seconds is not */
  readonly maxGradients: number;
};

/** Stan's defaults. */
export const defaultChainSettings: ChainSettings = {
  warmup: 1000,
  draws: 1000,
  metric: 'dense',
  targetAcceptance: 0.8,
  maxDepth: 10,
  maxGradients: Number.MAX_SAFE_INTEGER,
};

export type Chain = {
  /** draws × n, row-major; fewer rows than asked if the budget ran out */
  readonly draws: Float64Array;
  readonly logDensity: Float64Array;
  readonly energy: Float64Array;
  readonly depth: Uint8Array;
  readonly divergences: number;
  /** share of transitions that reached the largest depth */
  readonly saturatedDepth: number;
  readonly acceptance: number;
  readonly gradients: number;
  readonly stepSize: number;
  readonly metric: Metric;
  readonly outOfBudget: boolean;
};

/** One chain: warm-up with windowed adaptation of metric and step size, then draws with both fixed. Deterministic in `stream`.
 *  @param initial n values at which the density and its gradient are finite */
export function runChain(density: LogDensity, initial: Float64Array, settings: ChainSettings, stream: Stream): Chain {
  const n = initial.length;
  const { warmup, draws, maxGradients } = settings;
  const kernel = nutsKernel(density, n, settings.maxDepth, stream);
  const { state } = kernel;
  state.q.set(initial);
  state.logDensity = density(state.q, state.gradient);
  let gradients = 1;

  let metric = unitMetric(settings.metric, n);
  const restep = (from: number): number => {
    const found = findStepSize(density, metric, state, from, stream);
    gradients += found.gradients;
    return found.stepSize;
  };
  const step = dualAveraging(restep(1), settings.targetAcceptance);
  const learner = metricLearner(settings.metric, n);
  const windows = warmupWindows(warmup);
  const lastWindow = windows.ends.at(-1) ?? 0;

  let window = 0;
  for (let t = 0; t < warmup && gradients < maxGradients; t++) {
    const info = kernel.move(metric, step.current());
    gradients += info.leapfrogs;
    step.update(info.acceptance);
    if (t < windows.first || t >= lastWindow) continue;
    learner.add(state.q);
    if (t + 1 !== windows.ends[window]) continue;
    window += 1;
    metric = learner.metric() ?? metric;
    learner.reset();
    step.restart(restep(step.current()));
  }

  const stepSize = warmup > 0 ? step.adapted() : step.current();
  const out = new Float64Array(draws * n);
  const logDensity = new Float64Array(draws);
  const energy = new Float64Array(draws);
  const depth = new Uint8Array(draws);
  let divergences = 0;
  let acceptance = 0;
  let kept = 0;
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
    saturatedDepth: kept === 0 ? 0 : keptDepth.filter((d) => d >= settings.maxDepth).length / kept,
    acceptance: kept === 0 ? 0 : acceptance / kept,
    gradients,
    stepSize,
    metric,
    outOfBudget: kept < draws,
  };
}
