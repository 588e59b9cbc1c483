import { log } from '../../core/math.ts';
import type { Stream } from '../../core/random/stream.ts';
import { pullBackGradient, toPosition } from './metric.ts';
import type { LogDensity, Metric } from './types.ts';

/** Acceptance that a first guess should be near, and how often it may double or halve: Stan's values. */
const TARGET_LOG_ACCEPTANCE = log(0.8);
const MAX_DOUBLINGS = 50;

/** A step size whose single leapfrog step crosses 80 % acceptance, found by doubling or halving (Hoffman & Gelman 2014,
 *  algorithm 4). Uses up at most 51 gradients.
 *  @returns the step size and the gradients used */
export function findStepSize(
  density: LogDensity,
  metric: Metric,
  at: { readonly q: Float64Array; readonly gradient: Float64Array; readonly logDensity: number },
  initial: number,
  stream: Stream,
): { stepSize: number; gradients: number } {
  const n = at.q.length;
  const q = new Float64Array(n);
  const gradient = new Float64Array(n);
  const gz = new Float64Array(n);
  const p = new Float64Array(n);
  const z = new Float64Array(n);

  const energyGain = (stepSize: number): number => {
    let kinetic = 0;
    pullBackGradient(metric, at.gradient, gz);
    for (let i = 0; i < n; i++) {
      p[i] = stream.normal();
      kinetic += (p[i]! * p[i]!) / 2;
      p[i]! += (stepSize / 2) * gz[i]!;
      z[i] = stepSize * p[i]!;
    }
    toPosition(metric, at.q, z, q);
    const logDensity = density(q, gradient);
    pullBackGradient(metric, gradient, gz);
    for (let i = 0; i < n; i++) {
      p[i]! += (stepSize / 2) * gz[i]!;
      kinetic -= (p[i]! * p[i]!) / 2;
    }
    const gain = logDensity - at.logDensity + kinetic;
    return Number.isNaN(gain) ? -Infinity : gain;
  };

  let stepSize = initial;
  let gradients = 1;
  const grow = energyGain(stepSize) > TARGET_LOG_ACCEPTANCE;
  while (gradients <= MAX_DOUBLINGS) {
    const next = grow ? stepSize * 2 : stepSize / 2;
    gradients += 1;
    const accepted = energyGain(next) > TARGET_LOG_ACCEPTANCE;
    if (grow && !accepted) break;
    stepSize = next;
    if (!grow && accepted) break;
  }
  return { stepSize, gradients };
}
