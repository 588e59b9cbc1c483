import { choleskyInPlace, choleskySolve } from '../../core/linalg/cholesky.ts';
import { gram } from '../../core/linalg/products.ts';
import { solveLower, solveLowerTransposed } from '../../core/linalg/triangular.ts';
import { log } from '../../core/math.ts';
import { variance } from '../../core/stats.ts';
import { columnBlocks } from './columnBlocks.ts';
import type { Workspace } from './kernel/workspace.ts';

/** Coefficients b of k columns Z, moved by standard coordinates w around what a ridge regression makes of the outcome's rest:
 *
 *      b = M⁻¹Zᵀ·rest + √v·L⁻ᵀ·w,   M = ZᵀZ + v·I = L·Lᵀ,
 *
 *  v the outcome's variance: were the errors N(0, v) and b ~ N(0, I), then w ~ N(0, I). Data say little of a coefficient:
 *  the v in M leaves it alone. All work space is allocated here. */
export type Centering = {
  /** log of |db/dw| */
  readonly logJacobian: number;
  /** w → b, in place */
  readonly place: (rest: Float64Array, coefficients: Float64Array) => void;
  /** out = derivative in the mean + what follows from b, given all derivatives in b; those become the derivatives in w */
  readonly pullBack: (byMean: Float64Array, byCoefficients: Float64Array, out: Float64Array) => void;
};

/** Keeps the Cholesky of collinear columns positive definite; some ten thousand times what rounding takes. */
const TINY = 1e-10;

/** @param columns k columns of T values
 *  @param y T values, the outcome
 *  @param workspace of the density that this is a part of */
export function centering(columns: readonly Float64Array[], y: Float64Array, workspace: Workspace): Centering {
  const k = columns.length;
  const T = y.length;
  const z = Float64Array.from(columns.flatMap((column) => [...column]));
  const factor = new Float64Array(k * k);
  gram(z, T, k, factor);
  const v = variance(y) + TINY * factor.reduce((a, b) => Math.max(a, b), 0);
  for (let c = 0; c < k; c++) factor[c + c * k]! += v;
  if (!choleskyInPlace(factor, k)) throw new RangeError('centering: columns or an outcome that are no finite numbers');
  const scale = Math.sqrt(v);
  let logJacobian = 0;
  for (let c = 0; c < k; c++) logJacobian += log(scale / factor[c + c * k]!);
  // Z·M⁻¹, row by row
  const row = new Float64Array(k);
  for (let t = 0; t < T; t++) {
    for (let c = 0; c < k; c++) row[c] = z[c * T + t]!;
    choleskySolve(factor, k, row);
    for (let c = 0; c < k; c++) z[c * T + t] = row[c]!;
  }
  const regression = columnBlocks(z, T, k, workspace);
  const shift = new Float64Array(k);
  const by = new Float64Array(k);
  return {
    logJacobian,
    place: (rest, coefficients) => {
      regression.project(rest, shift);
      solveLowerTransposed(factor, k, k, coefficients);
      for (let c = 0; c < k; c++) coefficients[c] = shift[c]! + scale * coefficients[c]!;
    },
    pullBack: (byMean, byCoefficients, out) => {
      for (let c = 0; c < k; c++) by[c] = byCoefficients[c]!;
      regression.takeOff(byMean, 1, by, out);
      solveLower(factor, k, k, byCoefficients);
      for (let c = 0; c < k; c++) byCoefficients[c]! *= scale;
    },
  };
}
