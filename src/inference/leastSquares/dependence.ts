import { fitLeastSquares, leastSquaresRoom } from '../../core/linalg/leastSquares.ts';
import { dot } from '../../core/linalg/products.ts';

/** A column that is a combination of earlier ones. */
export type Dependence = { readonly column: number; readonly on: readonly number[] };

/** Smallest share of a dependent column's norm that makes an earlier column part of the combination: far above rounding,
 *  far below what anyone would call a part. */
const partShare = 1e-6;

/** Which earlier columns each dependent column is made of; none for a column of zeros.
 *  @param x n × k column-major
 *  @param dependent their numbers, ascending */
export function dependencies(x: Float64Array, n: number, dependent: readonly number[]): readonly Dependence[] {
  const norm = (j: number) => Math.sqrt(dot(x, j * n, x, j * n, n));
  return dependent.map((column) => {
    const before = Array.from({ length: column }, (_, j) => j).filter((j) => !dependent.includes(j));
    const coefficients = solve(x, n, before, x.subarray(column * n, (column + 1) * n));
    const size = norm(column);
    return { column, on: before.filter((j, i) => Math.abs(coefficients[i]!) * norm(j) > partShare * size) };
  });
}

/** Coefficients of y on independent columns of x. */
function solve(x: Float64Array, n: number, columns: readonly number[], y: Float64Array): Float64Array {
  const room = leastSquaresRoom(n, columns.length);
  fitLeastSquares(room, gather(x, n, columns), y);
  return room.coefficients;
}

/** The named columns of a column-major matrix with n rows, side by side. */
export function gather(x: Float64Array, n: number, columns: readonly number[]): Float64Array {
  const out = new Float64Array(n * columns.length);
  columns.forEach((column, i) => {
    out.set(x.subarray(column * n, (column + 1) * n), i * n);
  });
  return out;
}
