import { targetsOf } from '../experiment/output/targets.ts';
import type { Plan } from '../experiment/plan/types.ts';
import { aggregate } from '../score/aggregate.ts';
import { asAnalyzed } from '../score/policies/asAnalyzed.ts';
import type { Performance } from '../score/types.ts';
import type { Attempted } from './bench.ts';
import type { Measured, Row, Summary } from './protocol.ts';
import type { Question } from './types.ts';

/** What the page needs of an attempt, with all digits. */
export function rowOf(plan: Plan, { truth, attempt }: Attempted): Row {
  const { replicate, unit, digest, status, reason } = attempt;
  return {
    ...{ replicate, unit, digest, status },
    ...(reason === undefined ? {} : { reason }),
    answers: plan.cells[0]!.estimands.map(({ channel, kind }, k) => {
      const effect = attempt.effects[k] ?? null;
      const [lower, upper] = effect?.intervals[0] ?? [null, null];
      return {
        channel,
        question: kind as Question,
        truth: truth.values[k] ?? null,
        ...{ point: effect?.point ?? null, se: effect?.se ?? null, lower, upper },
      };
    }),
  };
}

/** Bias and coverage of the attempts so far, by the functions that write performance.csv. */
export function summarize(plan: Plan, attempted: readonly Attempted[]): readonly Summary[] {
  const cell = plan.cells[0]!;
  const targets = targetsOf(plan, 0, 0);
  const rows = attempted.map(({ truth, attempt }) => ({ replicate: attempt.replicate, attempt, truth }));
  const scores = aggregate(
    { cell: cell.name, arm: plan.arms[0]!.name, levels: plan.levels, estimands: cell.estimands, targets, rows },
    [asAnalyzed],
  );
  return cell.estimands.map(({ channel, kind }, k) => {
    const measured = (id: string): Measured =>
      scoreOf(
        scores.find((row) => row.measure === id && row.channel === channel && row.estimand.startsWith(`${kind}[`)),
      );
    return {
      ...{ channel, question: kind as Question, target: targets[k]! },
      ...{ bias: measured('bias'), relativeBias: measured('relative_bias'), coverage: measured('coverage') },
    };
  });
}

function scoreOf(row: Performance | undefined): Measured {
  return row === undefined ? { value: null, mcse: null, n: 0 } : { value: row.value, mcse: row.mcse, n: row.n };
}
