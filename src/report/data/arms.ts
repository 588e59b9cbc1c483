import type { Plan } from '../../experiment/plan/types.ts';
import type { Arm } from './types.ts';

/** The arms of a plan; what was swept is read from the names that the plan gave them (experiment/study/label.ts). */
export function armsOf(plan: Pick<Plan, 'arms'>): readonly Arm[] {
  return plan.arms.map(({ name, use }) => {
    const open = name.indexOf('[');
    const swept = open < 0 || !name.endsWith(']') ? '' : name.slice(open + 1, -1);
    return { label: name, estimator: use, family: open < 0 ? name : name.slice(0, open), swept: settings(swept) };
  });
}

/** `strength=4,center=truth×1`; commas inside brackets separate nothing. */
function settings(text: string): Readonly<Record<string, number | string>> {
  const parts = text === '' ? [] : text.split(/,(?![^{[]*[}\]])/);
  return Object.fromEntries(
    parts.map((part) => {
      const at = part.indexOf('=');
      const value = part.slice(at + 1);
      return [part.slice(0, at), value !== '' && Number.isFinite(Number(value)) ? Number(value) : value];
    }),
  );
}
