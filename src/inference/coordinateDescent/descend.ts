import { activeStep } from './activeStep.ts';
import { dualityGap } from './dualityGap.ts';
import type { Room } from './room.ts';
import { refreshGradient, sweep } from './sweep.ts';
import type { GramProblem, Limits, Penalty } from './types.ts';

/** How a descent ended: with a certificate, or out of budget. */
export type Descent = {
  /** bound on objective − minimum */
  readonly gap: number;
  readonly sweeps: number;
  readonly converged: boolean;
};

/** Minimizes a penalized least-squares objective from the coefficients in `room`, where the solution is left, with its
 *  gradient. Sweeps until the signs stay, then steps to the minimum for these signs, until the duality gap is small enough.
 *  @param penalty alpha above 0
 *  @see objective.ts */
export function descend(problem: GramProblem, penalty: Penalty, room: Room, limits: Limits): Descent {
  setPenalty(problem, penalty, room);
  refreshGradient(problem, room);
  const enough = limits.tolerance * problem.outcomeSquare;
  for (let sweeps = 1; sweeps <= limits.maxSweeps; sweeps++) {
    if (sweep(problem, room)) continue;
    activeStep(problem, room);
    const gap = dualityGap(problem, room);
    if (gap <= enough) return { gap, sweeps, converged: true };
  }
  refreshGradient(problem, room);
  const gap = dualityGap(problem, room);
  return { gap, sweeps: limits.maxSweeps, converged: gap <= enough };
}

function setPenalty(
  { k, factors }: GramProblem,
  { alpha, l1Ratio, unit = 1 }: Penalty,
  { threshold, ridge }: Room,
): void {
  for (let j = 0; j < k; j++) {
    threshold[j] = alpha * l1Ratio * unit * factors[j]!;
    ridge[j] = alpha * (1 - l1Ratio) * factors[j]!;
  }
}
