import { aggregateAnswers } from '../../score/aggregate.ts';
import { type Answers, isAnswered, isAsked } from '../../score/answers.ts';
import { completeCase } from '../../score/policies/completeCase.ts';
import { withFallback } from '../../score/policies/fallback.ts';
import type { Performance } from '../../score/types.ts';
import { decisionIn } from '../decision/plan.ts';
import type { Plan } from '../plan/types.ts';
import type { ArmTables } from './armTables.ts';
import { type CellDifference, differencesIn } from './differences.ts';
import { type EnsembleRow, openEnsembles } from './ensemble.ts';
import { type CellFailures, type FailurePair, failurePairsIn, failuresIn } from './failures.ts';

/** What is only seen with all arms of a cell side by side. */
export type AcrossArms = {
  /** rows of the policies that look at other arms, where some fit failed or the study declares a policy */
  readonly policies: readonly Performance[];
  readonly differences: readonly CellDifference[];
  /** of the arms that failed somewhere */
  readonly failures: readonly CellFailures[];
  readonly failurePairs: readonly FailurePair[];
  /** proper scores over worlds; empty where the study has one */
  readonly ensemble: readonly EnsembleRow[];
};

/** Takes the cells of a study one by one; memory is that of one cell. */
export function openAcrossArms(plan: Plan): {
  readonly add: (cell: number, arms: readonly ArmTables[]) => void;
  readonly end: () => AcrossArms;
} {
  const policies: Performance[] = [];
  const differences: CellDifference[] = [];
  const failures: CellFailures[] = [];
  const failurePairs: FailurePair[] = [];
  const ensembles = openEnsembles(plan);
  return {
    add: (cell, arms) => {
      for (const row of policyRows(plan, cell, arms)) policies.push(row);
      for (const row of differencesIn(plan, cell, arms)) differences.push(row);
      failures.push(...failuresIn(plan, cell, arms));
      failurePairs.push(...failurePairsIn(plan, cell, arms));
      ensembles.add(cell, arms);
    },
    end: () => ({ policies, differences, failures, failurePairs, ensemble: ensembles.end() }),
  };
}

/** Where nothing failed all policies give the numbers that stand as analyzed. */
function policyRows(plan: Plan, cell: number, arms: readonly ArmTables[]): readonly Performance[] {
  const { name, estimands } = plan.cells[cell]!;
  const declares = plan.policy !== undefined || plan.arms.some(({ fallback }) => fallback !== undefined);
  if (!declares && !arms.some(({ tables }) => tables.some(hasFailures))) return [];
  const complete = arms.length > 1 ? [completeCase(arms.map(({ tables }) => tables))] : [];
  const anyChain = arms.some(({ arm }) => plan.arms[arm]!.fallback !== undefined);
  return arms.flatMap(({ arm, tables, targets }) => {
    const planned = plan.arms[arm]!;
    const chain = (planned.fallback ?? []).flatMap((word) => {
      const other = arms.find((one) => plan.arms[one.arm]!.name === word);
      return other === undefined ? [] : [other.tables];
    });
    const used = [...complete, ...(anyChain ? [withFallback(chain)] : [])];
    if (used.length === 0) return [];
    const named = { cell: name, arm: planned.name, levels: plan.levels, estimands, targets };
    return aggregateAnswers({ ...named, ...decisionIn(plan, plan.cells[cell]!) }, tables, used);
  });
}

function hasFailures(own: Answers): boolean {
  return isAsked(own) && own.replicate.some((_, i) => !Number.isNaN(own.truth[i]) && !isAnswered(own, i));
}
