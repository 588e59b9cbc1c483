import { InputError } from '../../core/errors.ts';
import { closest } from '../../core/spelling.ts';
import { type Plan, runsIn } from '../plan/types.ts';
import { unitId } from '../plan/unit.ts';

/** Places of a unit in its plan. */
export type UnitPlace = { readonly cell: number; readonly arm: number; readonly replicate: number };

/** So much of an id at either end is no coincidence. */
const TELLING_DIGITS = 6;

/** @throws InputError for an id that is none of the plan's, with a guess if one is near */
export function findUnit(plan: Plan, unit: string): UnitPlace {
  const near: string[] = [];
  const [head, tail] = [unit.slice(0, TELLING_DIGITS), unit.slice(-TELLING_DIGITS)];
  for (const [c, cell] of plan.cells.entries()) {
    for (const [a, arm] of plan.arms.entries()) {
      if (!runsIn(plan, c, a)) continue;
      for (let replicate = 0; replicate < plan.replicates; replicate++) {
        const id = unitId(cell, replicate, arm);
        if (id === unit) return { cell: c, arm: a, replicate };
        if (id.startsWith(head) || id.endsWith(tail)) near.push(id);
      }
    }
  }
  const guess = closest(unit, near) ?? near[0];
  const message = `no unit "${unit}" in ${plan.name}; ids are in column unit of estimates.csv`;
  throw new InputError({ path: '--unit', message, ...(guess === undefined ? {} : { guess }) });
}
