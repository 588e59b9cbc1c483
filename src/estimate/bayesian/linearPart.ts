import { log } from '../../core/math.ts';
import type { Stream } from '../../core/random/stream.ts';
import { columnBlocks } from './columnBlocks.ts';
import { newWorkspace, type Workspace } from './kernel/workspace.ts';
import { scaledColumns } from './scaledColumns.ts';
import { singularAxes } from './singularAxes.ts';

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

/** @param columns k columns of T values
 *  @param means, sds of the coefficients' normal priors
 *  @param workspace of the density that this is a part of */
export function linearPart(
  columns: readonly Float64Array[],
  means: readonly number[],
  sds: readonly number[],
  workspace: Workspace = newWorkspace(),
): LinearPart {
  const k = columns.length;
  const T = columns[0]!.length;
  const { scaled, priorMean } = scaledColumns(columns, means, sds);
  const { rank, axes, power, vectors, placeOf } = singularAxes(scaled, T, k);
  const blocks = columnBlocks(axes, T, rank, workspace);
  const along = new Float64Array(rank);
  const weight = new Float64Array(rank);
  let byVariance = 0;

  // the residual's part off the axes is taken by itself: rᵀr − |Uᵀr|² would lose all digits where columns explain nearly all
  // of it, and turn negative there, which a sampler takes for a mode
  const logDensity = (residual: Float64Array, variance: number, byMean: Float64Array): number => {
    blocks.project(residual, along);
    const squares = blocks.takeOff(residual, 1, along, byMean);
    const precision = 1 / variance;
    const others = T - rank;
    let quadratic = squares * precision;
    let logDeterminant = others * log(variance);
    byVariance = 0.5 * precision * (squares * precision - others);
    let product = 1;
    for (let i = 0; i < rank; i++) {
      const total = variance + power[i]!;
      const spread = 1 / total;
      const scaled = along[i]! * spread;
      weight[i] = -scaled;
      quadratic += along[i]! * scaled;
      byVariance += 0.5 * (scaled * scaled - spread);
      product *= total;
      // one log for four: a product of four is finite for every σ from 1e-38 to 1e38
      if ((i & 3) === 3 && product > 0) {
        logDeterminant += log(product);
        product = 1;
      }
    }
    // a variance too small for doubles: +∞ would be taken for a mode
    if (!(product > 0)) return Number.NEGATIVE_INFINITY;
    blocks.takeOff(byMean, precision, weight, byMean);
    return -0.5 * (quadratic + logDeterminant + log(product) + T * LOG_2PI);
  };

  const draw = (residual: Float64Array, variance: number, stream: Stream, out: Float64Array): void => {
    blocks.project(residual, along);
    out.set(means);
    for (let i = 0; i < k; i++) {
      const place = placeOf[i]!;
      const s2 = place < 0 ? 0 : power[place]!;
      const center = place < 0 ? 0 : (Math.sqrt(s2) * along[place]!) / (variance + s2);
      const d = center + Math.sqrt(variance / (variance + s2)) * stream.normal();
      for (let c = 0; c < k; c++) out[c]! += sds[c]! * vectors[c + i * k]! * d;
    }
  };

  return { priorMean, logDensity, byVariance: () => byVariance, draw };
}
