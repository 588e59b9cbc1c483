import type { Performance } from '../../score/types.ts';
import type { Verdicts } from '../identification/verdicts.ts';
import type { Plan } from '../plan/types.ts';
import type { Cell } from './csv.ts';

export const performanceColumns = [
  ...['study', 'cell', 'scenario', 'periods', 'arm', 'channel', 'estimand', 'window', 'tail', 'target'],
  ...['identified', 'adjusts', 'policy', 'measure', 'level', 'value', 'mcse', 'lower', 'upper', 'n', 'n_failed'],
] as const;

/** One row of performance.csv; a measure across channels has no verdict. */
export function performanceRow(plan: Plan, row: Performance, verdicts: Verdicts): readonly Cell[] {
  const cell = plan.cells.find((planned) => planned.name === row.cell)!;
  const { window, tail } = partsOf(row.estimand);
  const verdict = row.channel === '*' ? undefined : verdicts.named(row.cell, row.arm, row.channel, row.estimand);
  return [
    ...[
      plan.name,
      cell.name,
      cell.scenario,
      cell.periods,
      row.arm,
      row.channel,
      row.estimand,
      window,
      tail,
      row.target,
    ],
    ...[verdict?.identified ?? null, verdict?.adjusts ?? null],
    ...[row.policy, row.measure, row.level, row.value, row.mcse, row.lower, row.upper, row.n, row.nFailed],
  ];
}

/** Window and tail as they stand in the key of an estimand; a tail of `*` differs between the channels. */
export function partsOf(key: string): { readonly window: string | null; readonly tail: number | null } {
  const [, window, tail] = /\[(\d+\.\.\d+)\+(\d+|\*)/.exec(key) ?? [];
  return { window: window ?? null, tail: tail === undefined || tail === '*' ? null : Number(tail) };
}
