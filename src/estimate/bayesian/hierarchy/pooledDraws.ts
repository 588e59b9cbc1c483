import { choleskySolve } from '../../../core/linalg/cholesky.ts';
import { solveLowerTransposed } from '../../../core/linalg/triangular.ts';
import type { Stream } from '../../../core/random/stream.ts';
import { factorGeo, factorShared, type PooledState, residualTo } from './pooledState.ts';

/** Cov(b_g), k × k: v·d·Q⁻¹·d from the geo's own part, v²·R·M·Rᵀ from the shared one. Allocates nothing. */
export function pooledCovariance(state: PooledState, geo: number, out: Float64Array): void {
  const { k, q, scales, variance, inverse, shrink, spread } = state;
  const at = geo * k * k;
  for (let j = 0; j < k; j++) {
    for (let i = 0; i < k; i++) {
      let sum = 0;
      for (let l = 0; l < k; l++) sum += shrink[at + i + l * k]! * spread[l + j * k]!;
      q[i + j * k] = sum;
    }
  }
  for (let j = 0; j < k; j++) {
    for (let i = 0; i < k; i++) {
      let sum = 0;
      for (let l = 0; l < k; l++) sum += q[i + l * k]! * shrink[at + j + l * k]!;
      out[i + j * k] = variance * (scales[i]! * inverse[at + i + j * k]! * scales[j]! + variance * sum);
    }
  }
}

/** One draw of w, and of b_g − m of all geos given it: k normals, then k a geo. */
export function drawPooled(state: PooledState, stream: Stream, w: Float64Array, out: Float64Array): void {
  const { G, k, q, column, rest, scales, variance, shared, priorSds } = state;
  factorShared(state);
  for (let j = 0; j < k; j++) column[j] = stream.normal();
  solveLowerTransposed(q, k, k, column);
  for (let j = 0; j < k; j++) w[j] = shared[j]! + priorSds[j]! * column[j]!;
  for (let g = 0; g < G; g++) {
    factorGeo(state, g);
    residualTo(state, g, w);
    for (let j = 0; j < k; j++) {
      rest[j]! *= scales[j]!;
      column[j] = stream.normal();
    }
    choleskySolve(q, k, rest);
    solveLowerTransposed(q, k, k, column);
    for (let j = 0; j < k; j++) out[g * k + j] = w[j]! + scales[j]! * (rest[j]! + Math.sqrt(variance) * column[j]!);
  }
}
