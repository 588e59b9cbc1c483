import { estimandKey } from '../../dataset/estimand.ts';
import { decisionDifferences } from '../../score/decision.ts';
import { differences, type PairedScore } from '../../score/paired/differences.ts';
import { decisionIn } from '../decision/plan.ts';
import { type Plan, runsIn } from '../plan/types.ts';
import type { ArmTables } from './armTables.ts';
import { type Cell, csvLines } from './csv.ts';
import { partsOf } from './performance.ts';

/** B less A in a cell, on the replicates where both answered. */
export type CellDifference = PairedScore & {
  readonly cell: string;
  readonly armA: string;
  readonly armB: string;
  readonly channel: string;
  readonly estimand: string;
};

/** All pairs of up to this many arms (66 of them) are readable; of more, each is held against the first. A choice. */
export const ALL_PAIRS = 12;

/** Pairs of arms of a cell, in the order of the plan. */
export function pairsIn(arms: readonly ArmTables[]): readonly (readonly [ArmTables, ArmTables])[] {
  const firsts = arms.length > ALL_PAIRS ? arms.slice(0, 1) : arms;
  return firsts.flatMap((a, i) => arms.slice(i + 1).map((b) => [a, b] as const));
}

/** The arms that all others of their cell are held against, where a cell has too many for all pairs; none elsewhere. */
export function referenceArms(plan: Plan): readonly string[] {
  const firsts = [...plan.cells.keys()].flatMap((cell) => {
    const running = plan.arms.filter((_, arm) => runsIn(plan, cell, arm));
    return running.length > ALL_PAIRS ? [running[0]!.name] : [];
  });
  return [...new Set(firsts)];
}

export function differencesIn(plan: Plan, cell: number, arms: readonly ArmTables[]): readonly CellDifference[] {
  const { name, estimands } = plan.cells[cell]!;
  return pairsIn(arms).flatMap(([a, b]) => {
    const pair = { cell: name, armA: plan.arms[a.arm]!.name, armB: plan.arms[b.arm]!.name };
    const decided = decisionDifferences(a.tables.slice(estimands.length), b.tables.slice(estimands.length));
    const { decision = '' } = decisionIn(plan, plan.cells[cell]!);
    return [
      ...estimands.flatMap((estimand, k) => {
        const question = { ...pair, channel: estimand.channel, estimand: estimandKey(estimand) };
        return differences(a.tables[k]!, b.tables[k]!, plan.levels).map((score) => ({ ...question, ...score }));
      }),
      ...decided.map((score) => ({ ...pair, channel: '*', estimand: decision, ...score })),
    ];
  });
}

const columns = [
  ...['study', 'cell', 'scenario', 'periods', 'arm_a', 'arm_b', 'channel', 'estimand', 'window', 'tail'],
  ...['measure', 'level', 'value', 'mcse', 'n', 'n_failed_a', 'n_failed_b'],
];

/** Paired differences B − A, one row a cell, pair, question, measure and level; undefined where no cell has two arms. */
export function differencesCsv(plan: Plan, rows: readonly CellDifference[]): string | undefined {
  if (rows.length === 0) return undefined;
  const cells = new Map(plan.cells.map((cell) => [cell.name, cell]));
  const lines = rows.map((row): readonly Cell[] => {
    const { scenario, periods } = cells.get(row.cell)!;
    const { window, tail } = partsOf(row.estimand);
    return [
      ...[plan.name, row.cell, scenario, periods, row.armA, row.armB, row.channel, row.estimand, window, tail],
      ...[row.measure, row.level, row.value, row.mcse, row.n, row.nFailedA, row.nFailedB],
    ];
  });
  return csvLines([columns, ...lines]);
}
