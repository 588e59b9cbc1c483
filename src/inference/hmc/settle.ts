import type { Stream } from '../../core/random/stream.ts';
import { climb } from '../optimise/climb.ts';
import { curvatureMetric } from './curvature.ts';
import { toPosition, unitMetric } from './metric.ts';
import { moveTo, newTreeSlot, type TreeSlot } from './slot.ts';
import type { LogDensity, Metric } from './types.ts';

/** Enough to come near a mode, not more: 30 to 60 gradients a chain. */
const CLIMB = { maxGradients: 200, gain: 1e-3 };

/** A start is taken if its density lies within what a normal of this many dimensions leaves below its mode, and much more: the
 *  mean is n/2, and 3n + 10 has probability 1e-5 and less. */
const reach = (n: number): number => 3 * n + 10;

/** Brings every chain from where it started to a place within its own mode's reach, and finds a first metric: the curvature at
 *  the highest mode seen. Chains climb apart, so that several modes remain several: R̂ can tell.
 *  @param states the chains' points; moved
 *  @returns the metric, and the gradients used */
export function settle(
  density: LogDensity,
  states: readonly TreeSlot[],
  kind: Metric['kind'],
  streams: readonly Stream[],
): { readonly metric: Metric; readonly gradients: number } {
  const n = states[0]!.q.length;
  let gradients = 2 * n;
  for (const state of states) {
    const top = climb(density, state.q, CLIMB);
    moveTo(state, density, top.q);
    gradients += top.gradients + 2;
  }
  const highest = states.reduce((best, state) => (state.logDensity > best.logDensity ? state : best));
  const metric = curvatureMetric(density, highest.q, kind) ?? unitMetric(kind, n);
  const z = new Float64Array(n);
  const q = new Float64Array(n);
  const trial = newTreeSlot(n);
  states.forEach((state, c) => {
    for (let i = 0; i < n; i++) z[i] = streams[c]!.normal();
    toPosition(metric, state.q, z, q);
    moveTo(trial, density, q);
    const reachable = trial.logDensity > state.logDensity - reach(n) && trial.gradient.every(Number.isFinite);
    if (reachable) moveTo(state, density, q);
  });
  return { metric, gradients };
}
