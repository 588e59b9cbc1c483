import type { Answers } from '../../score/answers.ts';
import { completeCase } from '../../score/policies/completeCase.ts';
import { withFallback } from '../../score/policies/fallback.ts';
import type { Policy } from '../../score/policies/policy.ts';
import { type Plan, runsIn } from '../plan/types.ts';
import type { Evidence } from './evidence.ts';
import type { Operand } from './operand.ts';

/** An arm's answers as a policy that looks at other arms of the cell sees them; undefined under any other policy.
 *  @see statistics.md §4 */
export function tablesUnder(
  plan: Plan,
  evidence: Evidence,
  { cell, arms, estimands, policy: id }: Pick<Operand, 'cell' | 'arms' | 'estimands' | 'policy'>,
): readonly Answers[] | undefined {
  const running = [...plan.arms.keys()].filter((arm) => runsIn(plan, cell, arm));
  const tablesOf = (arm: number): readonly Answers[] => evidence(cell, arm).answers;
  const under = (policy: Policy): readonly Answers[] =>
    estimands.map((k) => policy.answers!(tablesOf(arms[0]!)[k]!, k));
  if (id === 'complete-case') return under(completeCase(running.map(tablesOf)));
  if (id !== 'fallback') return undefined;
  const { fallback = [] } = plan.arms[arms[0]!]!;
  const chain = fallback.flatMap((name) => running.filter((arm) => plan.arms[arm]!.name === name));
  return under(withFallback(chain.map(tablesOf)));
}
