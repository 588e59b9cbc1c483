import type { Stream } from '../../core/random/stream.ts';
import { dualAveraging } from './dualAveraging.ts';
import { unitMetric } from './metric.ts';
import type { ChainSettings } from './settings.ts';
import { settle } from './settle.ts';
import { findStepSize } from './stepSize.ts';
import type { Kernel } from './transition.ts';
import type { LogDensity, Metric } from './types.ts';
import { metricLearner } from './welford.ts';
import { warmupWindows } from './windows.ts';

/** What warm-up learns. */
export type Adaptation = { readonly metric: Metric; readonly stepSize: number; readonly gradients: number };

/** Warms up all chains together, an iteration of each in turn: one metric from all their draws, one step size from their mean
 *  acceptance. Four chains learn a covariance four times as fast as one, and what is learned does not depend on which chain
 *  one looks at. Draws made here are thrown away, so the chains that follow are independent given metric and step size. */
export function adapt(
  density: LogDensity,
  kernels: readonly Kernel[],
  settings: ChainSettings,
  streams: readonly Stream[],
): Adaptation {
  const { warmup, maxGradients } = settings;
  const states = kernels.map(({ state }) => state);
  const n = states[0]!.q.length;
  const settled =
    warmup > 0
      ? settle(density, states, settings.metric, streams)
      : { metric: unitMetric(settings.metric, n), gradients: 0 };
  let { metric, gradients } = settled;
  const restep = (from: number): number => {
    const found = findStepSize(density, metric, states[0]!, from, streams[0]!);
    gradients += found.gradients;
    return found.stepSize;
  };
  const step = dualAveraging(restep(1), settings.targetAcceptance);
  const learner = metricLearner(settings.metric, n);
  const windows = warmupWindows(warmup);
  const lastWindow = windows.ends.at(-1) ?? 0;
  let window = 0;
  for (let t = 0; t < warmup && gradients < maxGradients; t++) {
    const stepSize = step.current();
    let acceptance = 0;
    for (const kernel of kernels) {
      const info = kernel.move(metric, stepSize);
      gradients += info.leapfrogs;
      acceptance += info.acceptance;
    }
    step.update(acceptance / kernels.length);
    if (t < windows.first || t >= lastWindow) continue;
    for (const { q } of states) learner.add(q);
    if (t + 1 !== windows.ends[window]) continue;
    window += 1;
    metric = learner.metric() ?? metric;
    learner.reset();
    step.restart(restep(step.current()));
  }
  return { metric, stepSize: warmup > 0 ? step.adapted() : step.current(), gradients };
}
