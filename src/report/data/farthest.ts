import type { Pair } from '../../experiment/output/rows.ts';
import type { UnitRow } from './types.ts';
import { shortUnit } from './unit.ts';

/** The unit that a reader would look at first, of attempts seen one at a time. */
export type Farthest = {
  readonly add: (pair: Pair) => void;
  /** undefined before the first attempt */
  readonly give: () => Pick<UnitRow, 'unit' | 'replicate' | 'why'> | undefined;
};

/** Of one answer's attempts the farthest from the truth; the first where none answered.
 *  @param k place of the estimand in the cell */
export function openFarthest(k: number): Farthest {
  let worst = -1;
  let found: Pick<UnitRow, 'unit' | 'replicate' | 'why'> | undefined;
  const note = ({ unit, replicate }: Pair['attempt'], why: UnitRow['why']) => {
    found = { unit: shortUnit(unit), replicate, why };
  };
  return {
    add: ({ attempt, truth }) => {
      if (found === undefined) note(attempt, 'first');
      const value = truth?.values[k] ?? null;
      const effect = attempt.effects[k] ?? null;
      if (attempt.status !== 'ok' || value === null || effect === null) return;
      const error = Math.abs(effect.point - value);
      if (error > worst) {
        worst = error;
        note(attempt, 'farthest');
      }
    },
    give: () => found,
  };
}
