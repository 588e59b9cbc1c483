import { choleskyInPlace, choleskySolve } from '../../../core/linalg/cholesky.ts';
import { solveLower, solveLowerTransposed } from '../../../core/linalg/triangular.ts';
import { log } from '../../../core/math.ts';
import { columnBlocks } from '../columnBlocks.ts';
import { newWorkspace, type Workspace } from '../kernel/workspace.ts';
import { scaledColumns } from '../scaledColumns.ts';
import { ar1Gram } from './ar1Gram.ts';
import { ar1Precision } from './ar1Precision.ts';
import { LOG_SQRT_2PI } from './sigma.ts';
import type { IntegratedErrors } from './types.ts';

/** AR(1) errors with coefficients b = m + s·d integrated out, d ~ N(0, I) of k values. With X = Z·diag(s) and
 *  M = XᵀΩX + σ²I, the coefficients given a residual r are d ~ N(d̂, σ²M⁻¹), d̂ = M⁻¹XᵀΩr, and with v = r − X·d̂
 *
 *      −2·log p(r) = (vᵀΩv + σ²·d̂ᵀd̂)/σ² + (T − k)·log σ² + log det M − log(1 − φ²) + T·log 2π,
 *
 *  where nothing large is subtracted. XᵀΩX is quadratic in φ: a k × k Cholesky a call is all there is beside sums over T. */
export function ar1Integrated(
  columns: readonly Float64Array[],
  means: readonly number[],
  sds: readonly number[],
  workspace: Workspace = newWorkspace(),
): IntegratedErrors {
  const k = columns.length;
  const T = columns[0]!.length;
  const { scaled, priorMean } = scaledColumns(columns, means, sds);
  const gram = ar1Gram(scaled, T, k);
  const blocks = columnBlocks(scaled, T, k, workspace);
  const m = new Float64Array(k * k);
  /** from its j-th diagonal entry on, for each j */
  const corner = Array.from({ length: k }, (_, j) => m.subarray(j + j * k));
  const byPhi = new Float64Array(k * k);
  const column = new Float64Array(k);
  const d = new Float64Array(k);
  const rest = new Float64Array(T);
  const weighted = new Float64Array(T);
  const sums = new Float64Array(2);

  /** m ← the factor of M, d ← d̂, rest ← v; false where rounding leaves no positive definite M */
  const solve = (residual: Float64Array, variance: number, phi: number): boolean => {
    gram.at(phi, m, byPhi);
    for (let j = 0; j < k; j++) m[j + j * k]! += variance;
    if (!choleskyInPlace(m, k)) return false;
    ar1Precision(residual, phi, 1, weighted, sums);
    blocks.project(weighted, d);
    choleskySolve(m, k, d);
    blocks.takeOff(residual, 1, d, rest);
    return true;
  };

  return {
    priorMean,
    logDensity: (residual, p, byMean, byParameter) => {
      const s = p[0]!;
      const phi = p[1]!;
      const variance = s * s;
      const precision = 1 / variance;
      if (!solve(residual, variance, phi)) return Number.NaN;
      ar1Precision(rest, phi, precision, byMean, sums);
      const squares = sums[0]! * precision;
      const start = (1 - phi) * (1 + phi);
      let logDeterminant = (T - k) * log(variance) - log(start);
      let length = 0;
      // tr M⁻¹ and tr M⁻¹·dM/dφ, the derivatives of log det M: column by column of M⁻¹ from its diagonal down, for which the
      // rest of the factor is enough
      let trace = 0;
      let drift = 0;
      for (let j = 0; j < k; j++) {
        logDeterminant += 2 * log(m[j + j * k]!);
        length += d[j]! * d[j]!;
        const left = k - j;
        column.fill(0);
        column[0] = 1;
        solveLower(corner[j]!, k, left, column);
        solveLowerTransposed(corner[j]!, k, left, column);
        trace += column[0]!;
        drift += column[0]! * byPhi[j + j * k]!;
        for (let i = 1; i < left; i++) drift += 2 * column[i]! * byPhi[j + i + j * k]!;
      }
      byParameter[0] = (squares - (T - k)) / s - s * trace;
      byParameter[1] = sums[1]! * precision - phi / start - 0.5 * drift;
      return -0.5 * (squares + length + logDeterminant) - T * LOG_SQRT_2PI;
    },
    draw: (residual, p, stream, out) => {
      const s = p[0]!;
      if (!solve(residual, s * s, p[1]!)) throw new RangeError(`no law of the coefficients at sigma ${s}, phi ${p[1]}`);
      for (let j = 0; j < k; j++) column[j] = stream.normal();
      solveLowerTransposed(m, k, k, column);
      for (let j = 0; j < k; j++) out[j] = means[j]! + sds[j]! * (d[j]! + s * column[j]!);
    },
  };
}
