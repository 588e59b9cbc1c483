import type { Plan, PlannedCell } from '../../experiment/plan/types.ts';
import { shortNames } from '../../experiment/study/label.ts';
import type { Cell } from './types.ts';

/** The cells of a plan with what the study varied in them, under names as short as tell them apart. */
export function cellsOf(plan: Pick<Plan, 'cells'>): readonly Cell[] {
  const paths = [...new Set(plan.cells.flatMap(({ set }) => Object.keys(set)))];
  const names = shortNames(paths.map((path) => path.split('.')));
  return plan.cells.map((cell) => ({
    key: cell.name,
    scenario: cell.scenario,
    periods: cell.periods,
    dials: Object.fromEntries(
      paths.flatMap((path, i) => {
        const value = settingOf(cell, path, plan.cells);
        return value === undefined ? [] : [[names[i]!, plain(value)] as const];
      }),
    ),
  }));
}

/** A dial that a cell leaves alone stands at 1, the written world, where other cells of its scenario turn it. */
function settingOf({ set, scenario }: PlannedCell, path: string, cells: readonly PlannedCell[]): unknown {
  if (set[path] !== undefined) return set[path];
  const turned = path.startsWith('dials.') && cells.some((cell) => cell.scenario === scenario && path in cell.set);
  return turned ? 1 : undefined;
}

const plain = (value: unknown): number | string =>
  typeof value === 'number' || typeof value === 'string' ? value : JSON.stringify(value);
