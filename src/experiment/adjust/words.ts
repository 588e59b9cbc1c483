import type { Plan, PlannedCell } from '../plan/types.ts';
import type { Adjustment } from './types.ts';

/** Who it is right for, by the analyst's graph. */
const verdicts = {
  joint: 'right for all channels at once',
  some: 'right for',
  none: 'right for no channel',
} as const;

/** Which controls an arm got, and why, in one line.
 *  @example adjustmentWords({ controls: [{ name: 'demand', lags: [0, 1] }], basis: 'joint' })
 *  // 'demand (lags 0–1); by its graph right for all channels at once' */
export function adjustmentWords({ controls, basis, right = [], notes = [] }: Adjustment): string {
  const chosen = controls.map(({ name, lags }) =>
    lags.length === 1 && lags[0] === 0 ? name : `${name} (lags ${ranges(lags)})`,
  );
  const why = basis === undefined ? [] : [`by its graph ${[verdicts[basis], right.join(', ')].join(' ').trim()}`];
  return [chosen.join(', ') || 'no controls', ...why, ...notes].join('; ');
}

/** Consecutive numbers as a range: `0, 2–5`. */
function ranges(lags: readonly number[]): string {
  const runs: [first: number, last: number][] = [];
  for (const lag of lags) {
    const run = runs.at(-1);
    if (run !== undefined && lag === run[1] + 1) run[1] = lag;
    else runs.push([lag, lag]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(', ');
}

/** What each arm with `adjust:` got: one entry an arm and scenario, or one a cell where the scenario's cells differ. */
export function adjustmentsOf(
  plan: Pick<Plan, 'cells' | 'arms'>,
): readonly { readonly arm: string; readonly where: string; readonly words: string }[] {
  const scenarios = [...new Set(plan.cells.map(({ scenario }) => scenario))];
  return plan.arms.flatMap((arm, a) => {
    const wordsIn = (cell: PlannedCell): string | undefined => {
      const adjustment = cell.conditioning[a]?.adjustment;
      return adjustment && adjustmentWords(adjustment);
    };
    return scenarios.flatMap((scenario) => {
      const cells = plan.cells.flatMap((cell) => {
        const words = cell.scenario === scenario ? wordsIn(cell) : undefined;
        return words === undefined ? [] : [{ arm: arm.name, where: cell.name, words }];
      });
      return new Set(cells.map(({ words }) => words)).size === 1 ? [{ ...cells[0]!, where: scenario }] : cells;
    });
  });
}
