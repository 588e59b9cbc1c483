import { choleskyInPlace } from '../../core/linalg/cholesky.ts';
import { dot, gram, multiplyTransposed, multiplyVector } from '../../core/linalg/products.ts';
import { solveLower } from '../../core/linalg/triangular.ts';
import { type LeastSquaresFit, leastSquares } from '../../inference/leastSquares/fit.ts';
import { coefficientsOf } from '../../inference/leastSquares/project.ts';
import { type Column, designMatrix } from '../columns.ts';
import { type Refused, refuseDependent, refuseTooMany } from '../refusal.ts';

/** All that the spreads and σ see of the data: y = Fφ + W·diag(τ)·z + e with flat φ, projected on what F leaves.
 *  F holds the fixed columns, the channels that are their own parent, and for each parent the sum of its campaigns' columns, whose
 *  coefficient is the parent's mean. */
export type Reduced = {
  /** C: channel numbers of the campaigns that have a parent */
  readonly members: Int32Array;
  /** C: parent of each */
  readonly parentOf: Int32Array;
  readonly parents: number;
  /** n − columns of F: what is left for the errors */
  readonly df: number;
  /** C × C, of the projected columns */
  readonly gram: Float64Array;
  /** C: projected columns times y */
  readonly cross: Float64Array;
  /** Σ of squares of the projected outcome */
  readonly square: number;
  /** the fit of y on F */
  readonly flat: LeastSquaresFit;
  /** C arrays: coefficients of each campaign's column on F */
  readonly onFlat: readonly Float64Array[];
};

/** The reduction, or why the flat part has no unique answer.
 *  @param columns F
 *  @param varying C columns of W, n values each
 *  @param y n values */
export function reduceColumns(
  columns: readonly Column[],
  varying: readonly Float64Array[],
  y: Float64Array,
): Omit<Reduced, 'members' | 'parentOf' | 'parents'> | Refused {
  const n = y.length;
  const flat = leastSquares(designMatrix(columns), y, columns.length);
  if (flat.status === 'rank-deficient') return refuseDependent(columns, flat.dependent);
  if (flat.status === 'more-columns-than-rows') return refuseTooMany(columns.length, n);
  const C = varying.length;
  const onFlat = varying.map((column) => coefficientsOf(flat, column));
  const left = new Float64Array(n * C);
  const explained = new Float64Array(n);
  varying.forEach((column, j) => {
    multiplyVector(flat.x, n, flat.k, onFlat[j]!, explained);
    for (let i = 0; i < n; i++) left[j * n + i] = column[i]! - explained[i]!;
  });
  const [products, cross] = [new Float64Array(C * C), new Float64Array(C)];
  gram(left, n, C, products);
  multiplyTransposed(left, n, C, flat.residuals, cross);
  return {
    df: flat.df,
    gram: products,
    cross,
    square: dot(flat.residuals, 0, flat.residuals, 0, n),
    flat,
    onFlat,
  };
}

/** What neither F nor any campaign by itself explains, as a share of the outcome's sum of squares; null where campaigns can explain
 *  everything, as there are as many of them as rows left, or their columns are dependent. */
export function unexplainedShare({ gram: products, cross, square, df, flat }: Reduced): number | null {
  const C = cross.length;
  const [factor, solved] = [products.slice(), cross.slice()];
  if (df <= C || !choleskyInPlace(factor, C)) return null;
  solveLower(factor, C, C, solved);
  return (square - dot(solved, 0, solved, 0, C)) / dot(flat.y, 0, flat.y, 0, flat.n);
}
