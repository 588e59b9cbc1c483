import type { CellDifference } from '../../experiment/output/differences.ts';
import type { Tables } from '../../experiment/output/tables.ts';
import type { Plan } from '../../experiment/plan/types.ts';
import type { DifferenceRow, PerformanceRow } from './types.ts';

/** Every row of performance.csv and policies.csv, in their order. */
export function performanceRows(
  plan: Plan,
  { performance: scores, verdicts, across }: Tables,
): readonly PerformanceRow[] {
  const cells = new Map(plan.cells.map((cell) => [cell.name, cell]));
  return [...scores, ...(across?.policies ?? [])].map((row) => {
    const { scenario, periods } = cells.get(row.cell)!;
    const verdict = row.channel === '*' ? undefined : verdicts?.named(row.cell, row.arm, row.channel, row.estimand);
    return { ...row, scenario, periods, identified: verdict?.identified ?? 'unknown' };
  });
}

/** More pairs are more than anyone compares by eye: then each arm against the first, with the three losses. A choice. */
const MOST_DIFFERENCES = 20_000;
const losses = new Set(['bias', 'mse', 'coverage']);

/** Paired differences, arm a minus arm b: differences.csv names them the other way round.
 *  @returns with a sentence where some are left out */
export function differenceRows(
  plan: Plan,
  rows: readonly CellDifference[],
): { readonly rows: readonly DifferenceRow[]; readonly note: string | null } {
  const cells = new Map(plan.cells.map((cell) => [cell.name, cell]));
  const first = plan.arms[0]?.name;
  const few = rows.length <= MOST_DIFFERENCES;
  const kept = few ? rows : rows.filter(({ armA, measure }) => armA === first && losses.has(measure));
  return {
    rows: kept.map(({ cell, armA, armB, channel, estimand, measure, level, value, mcse, n }) => {
      const { scenario, periods } = cells.get(cell)!;
      return { cell, scenario, periods, armA: armB, armB: armA, channel, estimand, measure, level, value, mcse, n };
    }),
    note: few
      ? null
      : `Of ${rows.length} paired differences the page holds those against ${first} in bias, mse and coverage; all are in differences.csv.`,
  };
}
