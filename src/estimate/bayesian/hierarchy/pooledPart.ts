import { choleskySolve } from '../../../core/linalg/cholesky.ts';
import { log } from '../../../core/math.ts';
import type { Stream } from '../../../core/random/stream.ts';
import { drawPooled, pooledCovariance } from './pooledDraws.ts';
import { factorGeo, factorShared, invertFactor, pooledState, residualTo } from './pooledState.ts';

/** Coefficients b_g ~ N(m + w, D) of geo g, w ~ N(0, S) shared by all geos, D and S diagonal, in r_g = Z_g·(b_g − m) + N(0, v·I):
 *  linear and Gaussian given m, D and v, so b_g and w are integrated out of the likelihood and drawn from their exact law
 *  afterwards. A column whose S is 0 has its mean m given (and sampled by others).
 *
 *  With d = √D, Q_g = v·I + d·A_g·d and A_g = Z_gᵀZ_g, everything comes from k × k matrices: V_g = v·I + Z_g·D·Z_gᵀ has
 *  Z_gᵀV_g⁻¹Z_g = P_g = A_g·R_g and Z_gᵀV_g⁻¹r_g = R_gᵀ·Z_gᵀr_g with R_g = d·Q_g⁻¹·d⁻¹, and w given r is
 *  N(M·Σ R_gᵀZ_gᵀr_g, M) with M = (S⁻¹ + Σ P_g)⁻¹. None of these subtracts large numbers from each other. */
export type PooledPart = {
  /** by geo, k × k: A_g, for the caller to fill */
  readonly gram: Float64Array;
  /** by geo, k values: Z_gᵀr_g, for the caller to fill */
  readonly cross: Float64Array;
  /** everything below, at scales d and variance v. Allocates nothing.
   *  @returns minus half the log determinants; NaN where rounding leaves no positive definite matrix */
  readonly solve: (scales: Float64Array, variance: number) => number;
  /** by geo, k values: the mean of b_g − m */
  readonly deviations: Float64Array;
  /** what the coefficients' own priors take off −2·log density, at their means */
  readonly penalty: () => number;
  /** derivative of the log determinants' part in v */
  readonly byVariance: () => number;
  /** k derivatives of the whole log density in d, and in m */
  readonly byScale: Float64Array;
  readonly byMean: Float64Array;
  /** Cov(b_g), k × k */
  readonly covariance: (geo: number, out: Float64Array) => void;
  /** w, and b_g − m of all geos; k normals, then k a geo */
  readonly draw: (stream: Stream, shared: Float64Array, out: Float64Array) => void;
};

/** @param G geos @param T observations a geo @param k coefficients a geo
 *  @param priorSds k values, √S */
export function pooledPart(G: number, T: number, k: number, priorSds: Float64Array): PooledPart {
  const K = k * k;
  const state = pooledState(G, k, priorSds);
  const { gram, cross, inverse, shrink, precision, pooled, spread, shared, rest, q, scales } = state;
  const [deviations, load] = [new Float64Array(G * k), new Float64Array(k)];
  const [byScale, byMean] = [new Float64Array(k), new Float64Array(k)];
  let penalty = 0;
  let byVariance = 0;

  const solve: PooledPart['solve'] = (at, v) => {
    scales.set(at);
    state.variance = v;
    pooled.fill(0);
    load.fill(0);
    let logDeterminant = G * (T - k) * log(v);
    let trace = (G * (T - k)) / v;
    for (let g = 0; g < G; g++) {
      if (!factorGeo(state, g)) return Number.NaN;
      for (let j = 0; j < k; j++) logDeterminant += 2 * log(q[j + j * k]!);
      invertFactor(state, inverse, g * K);
      for (let j = 0; j < k; j++) trace += inverse[g * K + j + j * k]!;
      condition(g);
    }
    if (!factorShared(state)) return Number.NaN;
    for (let j = 0; j < k; j++) logDeterminant += 2 * log(q[j + j * k]!);
    invertFactor(state, spread, 0);
    for (let j = 0; j < k; j++) shared[j] = priorSds[j]! * load[j]!;
    choleskySolve(q, k, shared);
    penalty = 0;
    for (let j = 0; j < k; j++) {
      penalty += shared[j]! * shared[j]!;
      shared[j]! *= priorSds[j]!;
      for (let i = 0; i < k; i++) spread[i + j * k]! *= priorSds[i]! * priorSds[j]!;
    }
    byScale.fill(0);
    byMean.fill(0);
    for (let g = 0; g < G; g++) trace -= differentiate(g);
    byVariance = -0.5 * trace;
    return -0.5 * logDeterminant;
  };

  /** R_g and P_g from Q_g⁻¹, and their share of what is known of w */
  const condition = (geo: number): void => {
    const [at, from] = [geo * K, geo * k];
    for (let j = 0; j < k; j++) {
      for (let i = 0; i < k; i++) shrink[at + i + j * k] = (scales[i]! * inverse[at + i + j * k]!) / scales[j]!;
    }
    for (let j = 0; j < k; j++) {
      for (let i = 0; i < k; i++) {
        let sum = 0;
        for (let l = 0; l < k; l++) sum += gram[at + i + l * k]! * shrink[at + l + j * k]!;
        precision[at + i + j * k] = sum;
        pooled[i + j * k]! += sum;
        load[j]! += shrink[at + i + j * k]! * cross[from + i]!;
      }
    }
  };

  /** A geo's deviations and its share of the derivatives; returns that of tr(M·Z_gᵀV_g⁻²Z_g) */
  const differentiate = (geo: number): number => {
    const [at, from] = [geo * K, geo * k];
    residualTo(state, geo, shared);
    let trace = 0;
    for (let j = 0; j < k; j++) {
      let [own, score, informed] = [0, 0, precision[at + j + j * k]!];
      for (let i = 0; i < k; i++) {
        own += inverse[at + j + i * k]! * scales[i]! * rest[i]!;
        score += shrink[at + i + j * k]! * rest[i]!;
        // column i of P·M, for the diagonal of P·M·P and for M·Rᵀ·P
        let [moved, shrunk] = [0, 0];
        for (let l = 0; l < k; l++) {
          moved += spread[i + l * k]! * precision[at + l + j * k]!;
          shrunk += shrink[at + l + i * k]! * precision[at + l + j * k]!;
        }
        informed -= precision[at + i + j * k]! * moved;
        trace += spread[j + i * k]! * shrunk;
      }
      penalty += own * own;
      deviations[from + j] = shared[j]! + scales[j]! * own;
      byMean[j]! += score;
      byScale[j]! += scales[j]! * (score * score - informed);
    }
    return trace;
  };

  return {
    gram,
    cross,
    solve,
    deviations,
    penalty: () => penalty,
    byVariance: () => byVariance,
    byScale,
    byMean,
    covariance: (geo, out) => pooledCovariance(state, geo, out),
    draw: (stream, w, out) => drawPooled(state, stream, w, out),
  };
}
