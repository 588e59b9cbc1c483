import { InputError } from '../../core/errors.ts';
import { closest } from '../../core/spelling.ts';
import type { Plan } from '../plan/types.ts';
import type { Selection } from './missing.ts';

/** Cells and arms by name: an arm or all variants of it, a scenario or one cell of it. No arm named means all arms; no
 *  scenario named, all cells.
 *  @throws InputError for a word that names nothing */
export function select(plan: Plan, only: readonly string[] = []): Selection {
  const armsOf = (word: string) => indices(plan.arms, (arm) => arm.name === word || stem(arm.name) === word);
  const cellsOf = (word: string) =>
    indices(plan.cells, ({ name, scenario }) => name === word || scenario === word || name.startsWith(`${word}@`));
  const unknown = only.filter((word) => armsOf(word).length === 0 && cellsOf(word).length === 0);
  if (unknown.length > 0) throw new InputError(unknown.map((word) => stranger(plan, word)));
  const arms = new Set(only.flatMap(armsOf));
  const cells = new Set(only.flatMap(cellsOf));
  return {
    arms: indices(plan.arms, (_, i) => arms.size === 0 || arms.has(i)),
    cells: indices(plan.cells, (_, i) => cells.size === 0 || cells.has(i)),
  };
}

function indices<T>(items: readonly T[], keep: (item: T, index: number) => boolean): readonly number[] {
  return items.flatMap((item, i) => (keep(item, i) ? [i] : []));
}

/** The name in the study file, without what is swept. */
const stem = (name: string): string => name.split('[')[0]!;

function stranger(plan: Plan, word: string) {
  const allowed = [...new Set([...plan.arms.map((arm) => stem(arm.name)), ...plan.cells.map((cell) => cell.scenario)])];
  const guess = closest(word, allowed);
  return {
    message: `only: no arm or scenario is named "${word}"; allowed: ${allowed.join(', ')}`,
    ...(guess === undefined ? {} : { guess }),
  };
}
