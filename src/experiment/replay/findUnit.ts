import { InputError } from '../../core/errors.ts';
import { closest } from '../../core/spelling.ts';
import { type Plan, runsIn } from '../plan/types.ts';
import { unitId } from '../plan/unit.ts';

/** Places of a unit in its plan. */
export type UnitPlace = { readonly cell: number; readonly arm: number; readonly replicate: number };

/** As short as an id may be cut: what git takes of a commit. */
const SHORTEST = 4;
/** So much of an id at either end is no coincidence. */
const TELLING_DIGITS = 6;
/** More would fill the line. */
const NAMED = 3;

/** @param unit an id, or the beginning of one that no other unit has
 *  @throws InputError for what is the beginning of no id, with a guess if one is near, or of several */
export function findUnit(plan: Plan, unit: string): UnitPlace {
  const wanted = unit.trim().toLowerCase();
  const [head, tail] = [wanted.slice(0, TELLING_DIGITS), wanted.slice(-TELLING_DIGITS)];
  const found: { readonly id: string; readonly place: UnitPlace }[] = [];
  const near: string[] = [];
  for (const [c, cell] of plan.cells.entries()) {
    for (const [a, arm] of plan.arms.entries()) {
      if (!runsIn(plan, c, a)) continue;
      for (let replicate = 0; replicate < plan.replicates; replicate++) {
        const id = unitId(cell, replicate, arm);
        if (wanted.length >= SHORTEST && id.startsWith(wanted))
          found.push({ id, place: { cell: c, arm: a, replicate } });
        else if (wanted.length >= TELLING_DIGITS && (id.startsWith(head) || id.endsWith(tail))) near.push(id);
      }
    }
  }
  if (found.length === 1) return found[0]!.place;
  if (found.length > 1) {
    const more = found.length > NAMED ? ` and ${found.length - NAMED} more` : '';
    const ids = found.slice(0, NAMED).map(({ id }) => id);
    const message = `"${unit}" is the beginning of ${found.length} units: ${ids.join(', ')}${more}; give more of it`;
    throw new InputError({ path: '--unit', message });
  }
  const guess = closest(wanted, near) ?? near[0];
  const message =
    wanted.length < SHORTEST
      ? `"${unit}" is too short; allowed is an id, or ${SHORTEST} or more of its first digits`
      : `no unit "${unit}" in ${plan.name}; ids are in column unit of ${tableOf(plan)}`;
  throw new InputError({ path: '--unit', message, ...(guess === undefined ? {} : { guess }) });
}

const tableOf = ({ calibration }: Plan): string => (calibration === undefined ? 'estimates.csv' : 'ranks.csv');
