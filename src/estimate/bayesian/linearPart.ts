import { symmetricEigen } from '../../core/linalg/matrix.ts';
import { gram } from '../../core/linalg/products.ts';
import { log } from '../../core/math.ts';
import type { Stream } from '../../core/random/stream.ts';

/** Intercept and column coefficients b ~ N(m, diag s²) of y = Z·b + rest + N(0, v): linear and Gaussian given the rest, so
 *  they are integrated out of the likelihood and drawn from their exact law afterwards. The sampler then moves in fewer
 *  dimensions, without the ridges between intercept and effects.
 *
 *  With Z·diag(s) = U·S·Wᵀ, a residual r = y − Z·m − rest is N(0, v·I + U·S²·Uᵀ). */
export type LinearPart = {
  /** T values: Z·m, to be taken off y */
  readonly priorMean: Float64Array;
  /** log density of a residual of T values, with its constant; writes the derivative in the mean to `byMean`.
   *  Allocates nothing. */
  readonly logDensity: (residual: Float64Array, variance: number, byMean: Float64Array) => number;
  /** its derivative in v, at the last call */
  readonly byVariance: () => number;
  /** coefficients given a residual; one normal each */
  readonly draw: (residual: Float64Array, variance: number, stream: Stream, out: Float64Array) => void;
};

const LOG_2PI = 1.8378770664093453;
/** Directions in which the columns move the outcome by less than a millionth of the largest: their coefficients keep the
 *  prior. Below this the eigenvectors are rounding. */
const NEGLIGIBLE = 1e-12;

/** @param columns k columns of T values
 *  @param means, sds of the coefficients' normal priors */
export function linearPart(
  columns: readonly Float64Array[],
  means: readonly number[],
  sds: readonly number[],
): LinearPart {
  const k = columns.length;
  const T = columns[0]!.length;
  const scaled = new Float64Array(T * k);
  const priorMean = new Float64Array(T);
  columns.forEach((column, c) => {
    for (let t = 0; t < T; t++) {
      scaled[c * T + t] = column[t]! * sds[c]!;
      priorMean[t]! += column[t]! * means[c]!;
    }
  });
  const products = new Float64Array(k * k);
  gram(scaled, T, k, products);
  const { values, vectors } = symmetricEigen(products, k);
  const largest = Math.max(...values);
  const kept = values.flatMap((value, i) => (value > NEGLIGIBLE * largest ? [i] : []));
  const rank = kept.length;
  const power = Float64Array.from(kept, (i) => values[i]!);
  const axes = kept.map((i) => direction(scaled, T, k, vectors, i));
  const along = new Float64Array(rank);
  const weight = new Float64Array(rank);
  let byVariance = 0;

  const project = (residual: Float64Array): void => {
    for (let i = 0; i < rank; i++) {
      const axis = axes[i]!;
      let sum = 0;
      for (let t = 0; t < T; t++) sum += axis[t]! * residual[t]!;
      along[i] = sum;
    }
  };

  const logDensity = (residual: Float64Array, variance: number, byMean: Float64Array): number => {
    project(residual);
    let squares = 0;
    const precision = 1 / variance;
    for (let t = 0; t < T; t++) {
      squares += residual[t]! * residual[t]!;
      byMean[t] = residual[t]! * precision;
    }
    let quadratic = squares * precision;
    let logDeterminant = (T - rank) * log(variance);
    byVariance = 0.5 * precision * (squares * precision - (T - rank));
    for (let i = 0; i < rank; i++) {
      const spread = 1 / (variance + power[i]!);
      const square = along[i]! * along[i]!;
      weight[i] = along[i]! * (precision - spread);
      quadratic -= square * (precision - spread);
      logDeterminant -= log(spread);
      byVariance += 0.5 * (square * (spread * spread - precision * precision) - spread);
    }
    for (let i = 0; i < rank; i++) {
      const axis = axes[i]!;
      const w = weight[i]!;
      for (let t = 0; t < T; t++) byMean[t]! -= w * axis[t]!;
    }
    return -0.5 * (quadratic + logDeterminant + T * LOG_2PI);
  };

  const draw = (residual: Float64Array, variance: number, stream: Stream, out: Float64Array): void => {
    project(residual);
    out.set(means);
    for (let i = 0; i < k; i++) {
      const place = kept.indexOf(i);
      const s2 = place < 0 ? 0 : power[place]!;
      const center = place < 0 ? 0 : (Math.sqrt(s2) * along[place]!) / (variance + s2);
      const d = center + Math.sqrt(variance / (variance + s2)) * stream.normal();
      for (let c = 0; c < k; c++) out[c]! += sds[c]! * vectors[c + i * k]! * d;
    }
  };

  return { priorMean, logDensity, byVariance: () => byVariance, draw };
}

/** u_i = Z·diag(s)·w_i, of length 1. */
function direction(scaled: Float64Array, T: number, k: number, vectors: Float64Array, i: number): Float64Array {
  const out = new Float64Array(T);
  for (let c = 0; c < k; c++) {
    const w = vectors[c + i * k]!;
    for (let t = 0; t < T; t++) out[t]! += scaled[c * T + t]! * w;
  }
  let length = 0;
  for (let t = 0; t < T; t++) length += out[t]! * out[t]!;
  return out.map((x) => x / Math.sqrt(length));
}
