import { channelsOf, worldGraph } from '../../scenario/graph.ts';
import { onTarget } from '../../score/target.ts';
import type { Target } from '../../score/types.ts';
import type { Plan } from '../plan/types.ts';

/** For each estimand of a cell: does the arm aim at it? By what the arm conditions on and the world's graph, or by what
 *  the study says with `aims:`.
 *  @see statistics.md §1 */
export function targetsOf(plan: Plan, cellIndex: number, armIndex: number): readonly Target[] {
  const { world, estimands, conditioning } = plan.cells[cellIndex]!;
  const { aims } = plan.arms[armIndex]!;
  const causes = { graph: worldGraph(world), outcome: world.outcome, channels: channelsOf(world) };
  return estimands.map((estimand) => {
    if (aims !== undefined) return estimand.kind === aims ? 'on' : 'off';
    return onTarget(causes, conditioning[armIndex]!, estimand).target;
  });
}
