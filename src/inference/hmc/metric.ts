import type { Metric } from './types.ts';

export function unitMetric(kind: Metric['kind'], n: number): Metric {
  if (kind === 'diagonal') return { kind, factor: new Float64Array(n).fill(1) };
  const factor = new Float64Array(n * n);
  for (let i = 0; i < n; i++) factor[i * n + i] = 1;
  return { kind, factor };
}

/** From n variances. */
export function diagonalMetric(variances: ArrayLike<number>): Metric {
  return { kind: 'diagonal', factor: Float64Array.from(variances, (v) => Math.sqrt(v)) };
}

/** From a covariance matrix, n × n row-major; null if it is not positive definite. */
export function denseMetric(covariance: ArrayLike<number>, n: number): Metric | null {
  const factor = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = covariance[i * n + j]!;
      for (let k = 0; k < j; k++) rest -= factor[i * n + k]! * factor[j * n + k]!;
      if (i !== j) factor[i * n + j] = rest / factor[j * n + j]!;
      else if (rest > 0) factor[i * n + i] = Math.sqrt(rest);
      else return null;
    }
  }
  return { kind: 'dense', factor };
}

/** q = q₀ + F·z. In the hot loop: writes `q`, allocates nothing. */
export function toPosition(metric: Metric, start: Float64Array, z: Float64Array, q: Float64Array): void {
  const { factor } = metric;
  const n = z.length;
  if (metric.kind === 'diagonal') {
    for (let i = 0; i < n; i++) q[i] = start[i]! + factor[i]! * z[i]!;
    return;
  }
  for (let i = 0; i < n; i++) {
    let sum = start[i]!;
    const row = i * n;
    for (let j = 0; j <= i; j++) sum += factor[row + j]! * z[j]!;
    q[i] = sum;
  }
}

/** g_z = Fᵀ·g. In the hot loop: writes `out`, allocates nothing. */
export function pullBackGradient(metric: Metric, gradient: Float64Array, out: Float64Array): void {
  const { factor } = metric;
  const n = gradient.length;
  if (metric.kind === 'diagonal') {
    for (let i = 0; i < n; i++) out[i] = factor[i]! * gradient[i]!;
    return;
  }
  // by rows of F, so that memory is read in order
  out.fill(0);
  for (let i = 0; i < n; i++) {
    const g = gradient[i]!;
    const row = i * n;
    for (let j = 0; j <= i; j++) out[j]! += factor[row + j]! * g;
  }
}
