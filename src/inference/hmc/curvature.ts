import { symmetricEigen } from '../../core/linalg/matrix.ts';
import { denseMetric, diagonalMetric } from './metric.ts';
import type { LogDensity, Metric } from './types.ts';

/** Step of the differences: the gradient is smooth on the scale of 1, and rounding of 1e-16 costs 1e-11 here. */
const STEP = 1e-5;
/** The flattest direction that is believed: a standard deviation of 5 on an unconstrained axis. */
const LEAST_CURVATURE = 1 / 25;

/** The inverse of −∂²log p/∂q² at a point, as a metric: the covariance of a normal that bends as the density does there.
 *  Directions in which it bends less, or the wrong way, are given a wide but finite spread. 2n gradients.
 *  @returns null where a difference is not finite */
export function curvatureMetric(density: LogDensity, at: Float64Array, kind: Metric['kind']): Metric | null {
  const n = at.length;
  const hessian = new Float64Array(n * n);
  const q = at.slice();
  const above = new Float64Array(n);
  const below = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    q[i] = at[i]! + STEP;
    density(q, above);
    q[i] = at[i]! - STEP;
    density(q, below);
    q[i] = at[i]!;
    for (let j = 0; j < n; j++) {
      const bend = (below[j]! - above[j]!) / (4 * STEP);
      hessian[i + j * n]! += bend;
      hessian[j + i * n]! += bend;
    }
  }
  if (!hessian.every(Number.isFinite)) return null;
  if (kind === 'diagonal') {
    return diagonalMetric(at.map((_, i) => 1 / Math.max(hessian[i + i * n]!, LEAST_CURVATURE)));
  }
  const { values, vectors } = symmetricEigen(hessian, n);
  const covariance = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    const variance = 1 / Math.max(values[k]!, LEAST_CURVATURE);
    for (let i = 0; i < n; i++) {
      const scaled = variance * vectors[i + k * n]!;
      for (let j = 0; j < n; j++) covariance[i * n + j]! += scaled * vectors[j + k * n]!;
    }
  }
  return denseMetric(covariance, n);
}
