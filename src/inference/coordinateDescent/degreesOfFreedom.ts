import { choleskyInPlace, choleskySolve } from '../../core/linalg/cholesky.ts';
import type { Room } from './room.ts';
import type { GramProblem } from './types.ts';

/** Effective number of parameters of a solution: the trace of A(A + D)⁻¹, with A the Gram matrix of the coefficients that
 *  are not 0 and D the quadratic penalty. Their number for the lasso, less with a ridge part. Where A + D is singular, the
 *  number of coefficients that are not 0.
 *  @param room solved, its ridge of the same penalty
 *  @see Zou, Hastie & Tibshirani (2007), Annals of Statistics 35; Tibshirani & Taylor (2012), §4 for the elastic net */
export function degreesOfFreedom({ k, gram }: GramProblem, { coefficients, ridge }: Room): number {
  const active = Array.from({ length: k }, (_, j) => j).filter((j) => coefficients[j] !== 0);
  const m = active.length;
  const inverse = new Float64Array(m * m);
  active.forEach((j, c) => {
    active.forEach((i, r) => {
      inverse[r + c * m] = gram[i + j * k]! + (i === j ? ridge[j]! : 0);
    });
  });
  if (!choleskyInPlace(inverse, m)) return m;
  // trace A(A + D)⁻¹ = m − trace D(A + D)⁻¹
  let df = m;
  const unit = new Float64Array(m);
  active.forEach((j, c) => {
    unit.fill(0);
    unit[c] = 1;
    choleskySolve(inverse, m, unit);
    df -= ridge[j]! * unit[c]!;
  });
  return df;
}
