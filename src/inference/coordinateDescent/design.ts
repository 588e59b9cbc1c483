import { addScaled, dot, gram, multiplyTransposed } from '../../core/linalg/products.ts';
import { gather } from '../leastSquares/dependence.ts';
import { leastSquares } from '../leastSquares/fit.ts';
import type { GramProblem } from './types.ts';

/** What a penalized regression conditions on. */
export type PenalizedColumns = {
  /** n × k column-major; an intercept is a column of ones with factor 0 */
  readonly x: Float64Array;
  readonly n: number;
  readonly k: number;
  /** k: multiples of the penalty; 0 leaves a coefficient unpenalized */
  readonly factors: Float64Array;
  /** k: 1 where a coefficient may not be negative; penalized ones only */
  readonly nonNegative: Uint8Array;
  /** divide penalized columns by their root mean square, after the unpenalized ones are taken out (with an intercept alone:
   *  by their population standard deviation) */
  readonly standardize: boolean;
};

/** A design made ready for one outcome after another: unpenalized columns are projected out of the penalized ones, once,
 *  exactly (Frisch & Waugh 1933), so that what is left is a problem for the penalized coefficients alone. */
export type PenalizedDesign = PenalizedColumns & {
  /** column numbers, ascending; unpenalized columns that are combinations of others are in neither and get 0 */
  readonly penalized: readonly number[];
  readonly unpenalized: readonly number[];
  /** p: what the penalized columns were divided by; 0 for those that nothing is left of */
  readonly scales: Float64Array;
  /** n × p: penalized columns, projected and scaled */
  readonly z: Float64Array;
  /** p × p: zᵀz/n */
  readonly gram: Float64Array;
  /** u × p: coefficients of the penalized columns on the unpenalized ones */
  readonly loadings: Float64Array;
  /** n × u orthonormal, and u × u: the unpenalized columns as Q·R, R inverted */
  readonly q: Float64Array;
  readonly inverseR: Float64Array;
};

/** Share of a column's norm below which nothing is left of it: as in core/linalg/qr.ts. */
const nothingLeft = 1e-10;

/** @throws RangeError with fewer rows than unpenalized columns, or a sign asked of an unpenalized coefficient */
export function prepareDesign(columns: PenalizedColumns): PenalizedDesign {
  const { x, n, k, factors, nonNegative, standardize } = columns;
  const free = Array.from({ length: k }, (_, j) => j).filter((j) => factors[j] === 0);
  if (free.some((j) => nonNegative[j] === 1))
    throw new RangeError('prepareDesign: a non-negative coefficient needs a penalty');
  const penalized = Array.from({ length: k }, (_, j) => j).filter((j) => factors[j]! > 0);
  const { kept: unpenalized, q, inverseR } = orthogonalize(x, n, free);
  const [p, u] = [penalized.length, unpenalized.length];
  const z = gather(x, n, penalized);
  const loadings = new Float64Array(u * p);
  const scales = new Float64Array(p);
  for (let j = 0; j < p; j++) {
    const column = z.subarray(j * n, (j + 1) * n);
    const before = Math.sqrt(dot(column, 0, column, 0, n));
    const on = loadings.subarray(j * u, (j + 1) * u);
    // twice is enough (Kahan, in Parlett 1998, §6.9): what rounding leaves of a large mean goes with the second pass
    projectOut({ n, q, inverseR }, column, on);
    projectOut({ n, q, inverseR }, column, on);
    const left = Math.sqrt(dot(column, 0, column, 0, n));
    const scale = left <= nothingLeft * before ? 0 : standardize ? left / Math.sqrt(n) : 1;
    scales[j] = scale;
    for (let i = 0; i < n; i++) column[i] = scale === 0 ? 0 : column[i]! / scale;
  }
  const products = new Float64Array(p * p);
  gram(z, n, p, products);
  for (let i = 0; i < p * p; i++) products[i]! /= n;
  return { ...columns, penalized, unpenalized, scales, z, gram: products, loadings, q, inverseR };
}

/** Q and R⁻¹ of the columns of x that are not combinations of earlier ones. */
function orthogonalize(x: Float64Array, n: number, columns: readonly number[]) {
  if (columns.length === 0) return { kept: columns, q: new Float64Array(0), inverseR: new Float64Array(0) };
  const fit = leastSquares(gather(x, n, columns), new Float64Array(n), columns.length);
  if (fit.status === 'ok') return { kept: columns, q: fit.q, inverseR: fit.inverseR };
  if (fit.status === 'more-columns-than-rows') {
    throw new RangeError(`prepareDesign: ${n} rows for ${columns.length} unpenalized columns`);
  }
  const dependent = fit.dependent.map(({ column }) => columns[column]!);
  return orthogonalize(
    x,
    n,
    columns.filter((j) => !dependent.includes(j)),
  );
}

/** v ← v − Q Qᵀ v; its coefficients on the unpenalized columns, R⁻¹Qᵀv, are added to `on`. */
function projectOut(
  { n, q, inverseR }: Pick<PenalizedDesign, 'n' | 'q' | 'inverseR'>,
  v: Float64Array,
  on: Float64Array,
): void {
  const u = on.length;
  for (let j = 0; j < u; j++) {
    const share = dot(q, j * n, v, 0, n);
    addScaled(-share, q, j * n, v, 0, n);
    addScaled(share, inverseR, j * u, on, 0, j + 1);
  }
}

/** A design with an outcome: the problem to solve, and the way back. */
export type PenalizedProblem = GramProblem & {
  readonly design: PenalizedDesign;
  /** u: coefficients of the outcome on the unpenalized columns alone */
  readonly outcomeLoadings: Float64Array;
};

/** @param y n values, left as they are */
export function withOutcome(design: PenalizedDesign, y: Float64Array): PenalizedProblem {
  const { n, penalized, unpenalized, z } = design;
  const p = penalized.length;
  const left = y.slice();
  const outcomeLoadings = new Float64Array(unpenalized.length);
  projectOut(design, left, outcomeLoadings);
  const covariance = new Float64Array(p);
  multiplyTransposed(z, n, p, left, covariance);
  for (let j = 0; j < p; j++) covariance[j]! /= n;
  return {
    design,
    outcomeLoadings,
    k: p,
    gram: design.gram,
    covariance,
    outcomeSquare: dot(left, 0, left, 0, n) / n,
    factors: Float64Array.from(penalized, (j) => design.factors[j]!),
    nonNegative: Uint8Array.from(penalized, (j) => design.nonNegative[j]!),
  };
}

/** Coefficients of the columns as they were given, from those of the scaled problem. Nothing is allocated.
 *  @param b p
 *  @param out k */
export function originalCoefficients(
  { design, outcomeLoadings }: PenalizedProblem,
  b: Float64Array,
  out: Float64Array,
): void {
  const { penalized, unpenalized, scales, loadings } = design;
  const u = unpenalized.length;
  out.fill(0);
  for (let c = 0; c < u; c++) out[unpenalized[c]!] = outcomeLoadings[c]!;
  for (let j = 0; j < penalized.length; j++) {
    if (b[j] === 0) continue;
    const value = b[j]! / scales[j]!;
    out[penalized[j]!] = value;
    for (let c = 0; c < u; c++) out[unpenalized[c]!]! -= value * loadings[c + j * u]!;
  }
}
