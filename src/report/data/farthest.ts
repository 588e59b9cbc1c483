import type { Pair } from '../../experiment/output/rows.ts';
import type { UnitRow } from './types.ts';
import { shortUnit } from './unit.ts';

/** Of one answer's attempts the farthest from the truth; the first where none answered.
 *  @param k place of the estimand in the cell */
export function unitOf(pairs: readonly Pair[], k: number): Pick<UnitRow, 'unit' | 'replicate' | 'why'> {
  let worst = -1;
  let found: Pair | undefined;
  for (const pair of pairs) {
    const truth = pair.truth?.values[k] ?? null;
    const effect = pair.attempt.effects[k] ?? null;
    if (pair.attempt.status !== 'ok' || truth === null || effect === null) continue;
    const error = Math.abs(effect.point - truth);
    if (error > worst) [worst, found] = [error, pair];
  }
  const { unit, replicate } = (found ?? pairs[0]!).attempt;
  return { unit: shortUnit(unit), replicate, why: found === undefined ? 'first' : 'farthest' };
}
