import { choleskyInPlace, choleskySolve } from '../../../core/linalg/cholesky.ts';

/** Work space of a pooled part, in the names of its formulas; matrices are column-major. */
export type PooledState = {
  readonly G: number;
  readonly k: number;
  /** √S */
  readonly priorSds: Float64Array;
  /** by geo, k × k: A_g, Q_g⁻¹, R_g, P_g */
  readonly gram: Float64Array;
  readonly inverse: Float64Array;
  readonly shrink: Float64Array;
  readonly precision: Float64Array;
  /** by geo, k values: Z_gᵀr_g */
  readonly cross: Float64Array;
  /** k × k: Σ P_g, and M */
  readonly pooled: Float64Array;
  readonly spread: Float64Array;
  /** k values: the mean of w, and what `residualTo` leaves */
  readonly shared: Float64Array;
  readonly rest: Float64Array;
  /** a k × k matrix and k values that anybody may use */
  readonly q: Float64Array;
  readonly column: Float64Array;
  /** d, of the last call */
  readonly scales: Float64Array;
  variance: number;
};

export function pooledState(G: number, k: number, priorSds: Float64Array): PooledState {
  const [matrix, vector] = [() => new Float64Array(k * k), () => new Float64Array(k)];
  const byGeo = () => new Float64Array(G * k * k);
  return {
    ...{ G, k, priorSds, gram: byGeo(), inverse: byGeo(), shrink: byGeo(), precision: byGeo() },
    ...{ cross: new Float64Array(G * k), pooled: matrix(), spread: matrix(), shared: vector(), rest: vector() },
    ...{ q: matrix(), column: vector(), scales: vector(), variance: 1 },
  };
}

/** q ← Cholesky factor of Q_g = v·I + d·A_g·d; false where rounding leaves none */
export function factorGeo({ k, q, scales, gram, variance }: PooledState, geo: number): boolean {
  const at = geo * k * k;
  for (let j = 0; j < k; j++) {
    for (let i = 0; i < k; i++) q[i + j * k] = scales[i]! * gram[at + i + j * k]! * scales[j]!;
    q[j + j * k]! += variance;
  }
  return choleskyInPlace(q, k);
}

/** q ← Cholesky factor of I + s·ΣP_g·s, the precision of w in units of its prior */
export function factorShared({ k, q, priorSds, pooled }: PooledState): boolean {
  for (let j = 0; j < k; j++) {
    for (let i = 0; i < k; i++) q[i + j * k] = priorSds[i]! * pooled[i + j * k]! * priorSds[j]!;
    q[j + j * k]! += 1;
  }
  return choleskyInPlace(q, k);
}

/** out ← the inverse of what q is the factor of, from place `at` on */
export function invertFactor({ k, q, column }: PooledState, out: Float64Array, at: number): void {
  for (let j = 0; j < k; j++) {
    column.fill(0);
    column[j] = 1;
    choleskySolve(q, k, column);
    for (let i = 0; i < k; i++) out[at + i + j * k] = column[i]!;
  }
}

/** rest ← Z_gᵀ(r_g − Z_g·w) */
export function residualTo({ k, gram, cross, rest }: PooledState, geo: number, w: Float64Array): void {
  const at = geo * k * k;
  for (let i = 0; i < k; i++) {
    let sum = cross[geo * k + i]!;
    for (let j = 0; j < k; j++) sum -= gram[at + i + j * k]! * w[j]!;
    rest[i] = sum;
  }
}
