import { denseMetric, diagonalMetric } from './metric.ts';
import type { Metric } from './types.ts';

/** Learns a metric from draws: mean and (co)variances in one pass (Welford 1962), shrunk as Stan shrinks them. */
export type MetricLearner = {
  readonly add: (q: Float64Array) => void;
  /** the metric of the draws seen since the last reset; null where too few or degenerate */
  readonly metric: () => Metric | null;
  readonly reset: () => void;
};

/** Stan's shrinkage: n/(n + 5) of the estimate plus 1e-3·5/(n + 5) of the unit matrix. Commonly used, yet arbitrary. */
const PRIOR_DRAWS = 5;
const PRIOR_VARIANCE = 1e-3;

export function metricLearner(kind: Metric['kind'], n: number): MetricLearner {
  const mean = new Float64Array(n);
  const deviation = new Float64Array(n);
  const products = new Float64Array(kind === 'dense' ? n * n : n);
  let count = 0;
  const add = (q: Float64Array): void => {
    count += 1;
    for (let i = 0; i < n; i++) {
      deviation[i] = q[i]! - mean[i]!;
      mean[i]! += deviation[i]! / count;
    }
    if (kind === 'diagonal') {
      for (let i = 0; i < n; i++) products[i]! += deviation[i]! * (q[i]! - mean[i]!);
      return;
    }
    for (let i = 0; i < n; i++) {
      const after = q[i]! - mean[i]!;
      for (let j = 0; j <= i; j++) products[i * n + j]! += after * deviation[j]!;
    }
  };
  const metric = (): Metric | null => {
    if (count < 2) return null;
    const shrink = count / (count + PRIOR_DRAWS) / (count - 1);
    const ridge = (PRIOR_VARIANCE * PRIOR_DRAWS) / (count + PRIOR_DRAWS);
    const covariance = products.map((sum) => sum * shrink);
    if (kind === 'diagonal') return diagonalMetric(covariance.map((v) => v + ridge));
    for (let i = 0; i < n; i++) covariance[i * n + i]! += ridge;
    return denseMetric(covariance, n);
  };
  const reset = (): void => {
    count = 0;
    mean.fill(0);
    products.fill(0);
  };
  return { add, metric, reset };
}
