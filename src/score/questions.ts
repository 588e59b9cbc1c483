import { type Estimand, estimandKey } from '../dataset/estimand.ts';
import type { Target } from './types.ts';

/** Indices of the estimands of each question, in order. */
export function questions(estimands: readonly Estimand[]): number[][] {
  const asked = new Map<string, number>();
  const groups: number[][] = [];
  for (const [k, { channel }] of estimands.entries()) {
    const question = asked.get(channel) ?? 0;
    asked.set(channel, question + 1);
    groups[question] = [...(groups[question] ?? []), k];
  }
  return groups;
}

/** The key of the question: a tail that differs between the channels is `*`, and all that is held for one is named. */
export function questionKey(members: readonly Estimand[]): string {
  const [first, ...others] = members;
  const held = [...new Set(members.flatMap((member) => member.held ?? []))].sort();
  const key = estimandKey({ ...first!, held });
  return others.every(({ tail }) => tail === first!.tail) ? key : key.replace(/\+\d+/, '+*');
}

/** On target only where every channel is. */
export function jointTarget(targets: readonly Target[]): Target {
  if (targets.includes('off')) return 'off';
  return targets.includes('unknown') ? 'unknown' : 'on';
}
