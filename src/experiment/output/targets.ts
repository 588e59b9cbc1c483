import { onTarget } from '../../score/target.ts';
import type { Target } from '../../score/types.ts';
import { causesOf } from '../plan/causes.ts';
import type { Plan } from '../plan/types.ts';

/** For each estimand of a cell: does the arm aim at it? By what the arm conditions on and the world's graph, or by what
 *  the study says with `aims:`.
 *  @see statistics.md §1 */
export function targetsOf(plan: Plan, cellIndex: number, armIndex: number): readonly Target[] {
  const cell = plan.cells[cellIndex]!;
  const { estimands, conditioning } = cell;
  const { aims } = plan.arms[armIndex]!;
  const causes = causesOf(cell);
  return estimands.map((estimand) => {
    if (aims !== undefined) return estimand.kind === aims ? 'on' : 'off';
    return onTarget(causes, conditioning[armIndex]!, estimand).target;
  });
}
