/** The adapter to ml-matrix, for what is slow and rare: singular values and eigenvalues. Arrays are column-major. */
import { EigenvalueDecomposition, Matrix, SingularValueDecomposition } from 'ml-matrix';

/** @param a rows × columns, column-major */
export function toMatrix(a: Float64Array, rows: number, columns: number): Matrix {
  const matrix = new Matrix(rows, columns);
  for (let j = 0; j < columns; j++) for (let i = 0; i < rows; i++) matrix.set(i, j, a[i + j * rows]!);
  return matrix;
}

/** Singular values in descending order. @param a n × k, column-major */
export function singularValues(a: Float64Array, n: number, k: number): number[] {
  const matrix = toMatrix(a, n, k);
  return new SingularValueDecomposition(n < k ? matrix.transpose() : matrix, {
    computeLeftSingularVectors: false,
    computeRightSingularVectors: false,
  }).diagonal;
}

/** Largest over smallest singular value, in the 2-norm; Infinity for a singular matrix. Scale the columns first where their
 *  units should not count. @param a n × k, column-major */
export function conditionNumber(a: Float64Array, n: number, k: number): number {
  const values = singularValues(a, n, k);
  const smallest = values.at(-1)!;
  return smallest === 0 ? Number.POSITIVE_INFINITY : values[0]! / smallest;
}

/** Eigenvalues in ascending order with their vectors as columns. @param a symmetric n × n, column-major */
export function symmetricEigen(a: Float64Array, n: number): { values: number[]; vectors: Float64Array } {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(toMatrix(a, n, n), {
    assumeSymmetric: true,
  });
  const vectors = new Float64Array(n * n);
  for (let j = 0; j < n; j++) for (let i = 0; i < n; i++) vectors[i + j * n] = eigenvectorMatrix.get(i, j);
  return { values: realEigenvalues, vectors };
}
