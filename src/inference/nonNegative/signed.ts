import { fitLeastSquares, leastSquaresRoom } from '../../core/linalg/leastSquares.ts';
import { dot, multiplyTransposed } from '../../core/linalg/products.ts';
import { gather } from '../leastSquares/dependence.ts';

/** What a coefficient may be: at least 0, at most 0, or anything. */
export type Sign = 1 | -1 | 0;

export type SignedFit = {
  /** k */
  readonly coefficients: Float64Array;
  /** numbers of the coefficients that their sign holds at 0, ascending */
  readonly bound: readonly number[];
  /** n */
  readonly residuals: Float64Array;
  /** least-squares problems that were solved */
  readonly steps: number;
};

/** A slope counts as one when it is above this share of what rounding can make of it, |x_j|·|y|. */
const slack = 1e-12;

/** Least squares under signs, min |y − Xb|² with s_j·b_j ≥ 0, by an active set: from the fit with all signed coefficients at
 *  0, the one whose slope x_j'(y − Xb) points furthest into its side is freed, the least-squares fit of the free ones is
 *  found, and on the way to it those that would cross 0 are bound again; until no slope points inside, which are the
 *  Karush–Kuhn–Tucker conditions. Each outer step lessens the sum of squares, so that no set comes twice.
 *  The columns must be independent: the minimum is then the only one.
 *  @param x n × k column-major, n ≥ k
 *  @param signs k
 *  @throws RangeError where columns are dependent
 *  @see Lawson & Hanson (1974), Solving Least Squares Problems, algorithm 23.10 */
export function signedLeastSquares(x: Float64Array, y: Float64Array, signs: readonly Sign[]): SignedFit {
  const [n, k] = [y.length, signs.length];
  const free = signs.map((sign) => sign === 0);
  const norm = Float64Array.from({ length: k }, (_, j) => Math.sqrt(dot(x, j * n, x, j * n, n)));
  const floor = slack * Math.sqrt(dot(y, 0, y, 0, n));
  const slopes = new Float64Array(k);
  let coefficients: Float64Array = new Float64Array(k);
  let residuals: Float64Array = y.slice();
  let steps = 0;

  /** to the least-squares fit of the free ones, binding those that reach 0 on the way */
  const settle = (): void => {
    for (;;) {
      const target = subsetFit(x, y, free);
      steps += 1;
      const crossing = signs.flatMap((sign, j) =>
        free[j] && sign !== 0 && sign * target.coefficients[j]! <= 0 ? [j] : [],
      );
      if (crossing.length === 0) {
        ({ coefficients, residuals } = target);
        return;
      }
      // one that stands at 0 already and is held there takes no step at all
      const share = (j: number) => coefficients[j]! / (coefficients[j]! - target.coefficients[j]!);
      const step = crossing.reduce((least, j) => Math.min(least, coefficients[j] === 0 ? 0 : share(j)), 1);
      const bound = crossing.filter((j) => coefficients[j] === 0 || share(j) <= step);
      coefficients = coefficients.map((b, j) => b + step * (target.coefficients[j]! - b));
      for (const j of bound) {
        free[j] = false;
        coefficients[j] = 0;
      }
    }
  };

  settle();
  const rejected = new Set<number>();
  for (;;) {
    multiplyTransposed(x, n, k, residuals, slopes);
    let entering = -1;
    let steepest = floor;
    for (let j = 0; j < k; j++) {
      const inward = free[j] || rejected.has(j) ? 0 : (signs[j]! * slopes[j]!) / norm[j]!;
      if (inward > steepest) [entering, steepest] = [j, inward];
    }
    if (entering === -1) break;
    free[entering] = true;
    settle();
    // sent back by rounding alone its slope is no slope, until others have moved
    if (free[entering]) rejected.clear();
    else rejected.add(entering);
  }
  const bound = free.flatMap((open, j) => (open ? [] : [j]));
  return { coefficients, bound, residuals, steps };
}

/** Least squares on some columns, 0 for the others. */
function subsetFit(x: Float64Array, y: Float64Array, free: readonly boolean[]) {
  const [n, k] = [y.length, free.length];
  const columns = free.flatMap((open, j) => (open ? [j] : []));
  const coefficients = new Float64Array(k);
  if (columns.length === 0) return { coefficients, residuals: y.slice() };
  const room = leastSquaresRoom(n, columns.length);
  if (fitLeastSquares(room, gather(x, n, columns), y) < columns.length) {
    throw new RangeError('signedLeastSquares: the columns are dependent');
  }
  columns.forEach((j, i) => {
    coefficients[j] = room.coefficients[i]!;
  });
  return { coefficients, residuals: room.residuals };
}
