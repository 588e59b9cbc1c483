import { adjustmentsOf } from '../experiment/adjust/words.ts';
import type { Plan } from '../experiment/plan/types.ts';
import { bold } from './style.ts';
import { wrap } from './wrap.ts';

/** Which controls the arms with `adjust:` got, for the end of a study's answer; nothing where no arm has it. */
export function adjustmentLines(plan: Pick<Plan, 'cells' | 'arms'>): readonly string[] {
  const found = adjustmentsOf(plan);
  if (found.length === 0) return [];
  return ['', bold('controls'), ...found.flatMap(({ arm, where, words }) => wrap(`${arm} in ${where}: ${words}`))];
}
