import { choleskySolve } from '../../core/linalg/cholesky.ts';
import { solveLowerTransposed } from '../../core/linalg/triangular.ts';
import { leadingCholesky } from './leadingCholesky.ts';
import type { Room } from './room.ts';
import { refreshGradient } from './sweep.ts';
import type { GramProblem } from './types.ts';

/** Smallest share of a diagonal that is left when its column is solved with: rounding leaves 1e-16, so four digits of the
 *  step are right, and the next step mends the rest. */
const smallestPivot = 1e-12;

/** While no sign changes, the objective is a quadratic in the coefficients that are not 0. This goes to its minimum, and
 *  wherever one of them comes to 0 on the way, leaves it there and goes on with the others. So the objective never rises,
 *  and with the right signs one step ends what sweeps over correlated columns approach slowly. Nothing is allocated.
 *  @see Lee, Battle, Raina & Ng (2007), Efficient sparse coding algorithms (feature-sign search) */
export function activeStep(problem: GramProblem, room: Room): void {
  let dropped = true;
  while (dropped) {
    dropped = stepToBorder(problem, room);
    refreshGradient(problem, room);
  }
}

/** @returns whether a coefficient came to 0 before the minimum */
function stepToBorder(problem: GramProblem, room: Room): boolean {
  const { coefficients, threshold, active, step } = room;
  const m = gatherActive(problem, room);
  let share = direction(room, m);
  let first = -1;
  for (let c = 0; c < m; c++) {
    const j = active[c]!;
    const b = coefficients[j]!;
    // without an absolute penalty 0 is a value like any other
    if (threshold[j] === 0 && problem.nonNegative[j] === 0) continue;
    if (b * step[c]! < 0 && -b / step[c]! < share) {
      share = -b / step[c]!;
      first = c;
    }
  }
  // no way down ends within reach: rounding alone makes a slope here
  if (share === Number.POSITIVE_INFINITY) return false;
  for (let c = 0; c < m; c++) coefficients[active[c]!]! += share * step[c]!;
  // exactly 0, where the sum may leave a rounding error of either sign
  if (first !== -1) coefficients[active[first]!] = 0;
  return first !== -1;
}

/** Which coefficients are not 0, their Hessian (lower triangle) and, in `step`, the way down. @returns their number */
function gatherActive({ k, gram }: GramProblem, room: Room): number {
  const { coefficients, gradient, threshold, ridge, active, factorization, step } = room;
  let m = 0;
  for (let j = 0; j < k; j++) if (coefficients[j] !== 0) active[m++] = j;
  for (let c = 0; c < m; c++) {
    const j = active[c]!;
    for (let r = c; r < m; r++) factorization[r + c * m] = gram[active[r]! + j * k]!;
    factorization[c + c * m]! += ridge[j]!;
    const b = coefficients[j]!;
    step[c] = gradient[j]! - ridge[j]! * b - Math.sign(b) * threshold[j]!;
  }
  return m;
}

/** Turns the way down in `step` into Newton's step; where columns are combinations of others, into a change of coefficients
 *  that leaves the fit as it is and lowers the penalty.
 *  @returns how much of it leads to the minimum along it: 1, or what a quadratic that is all but flat says */
function direction({ factorization, step, combination }: Room, m: number): number {
  const rank = leadingCholesky(factorization, m, smallestPivot);
  if (rank === m) {
    choleskySolve(factorization, m, step);
    return 1;
  }
  // column `rank` is the combination v = L⁻ᵀl of those before it: the fit stays along (−v, 1)
  const curvature = Math.max(0, factorization[rank + rank * m]!);
  let slope = step[rank]!;
  for (let c = 0; c < rank; c++) combination[c] = factorization[rank + c * m]!;
  solveLowerTransposed(factorization, m, rank, combination);
  for (let c = 0; c < rank; c++) slope -= combination[c]! * step[c]!;
  const sign = slope < 0 ? -1 : 1;
  step.fill(0, 0, m);
  for (let c = 0; c < rank; c++) step[c] = -sign * combination[c]!;
  step[rank] = sign;
  return curvature === 0 ? Number.POSITIVE_INFINITY : Math.abs(slope) / curvature;
}
