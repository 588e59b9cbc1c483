import { estimandKey } from '../../dataset/estimand.ts';
import type { Effect, Estimate } from '../../estimate/contract.ts';
import type { Answered } from './types.ts';

export function isAnswered(estimate: Estimate): estimate is Answered {
  return estimate.status === 'ok' || estimate.status === 'nonconverged';
}

/** What an estimate is, in few words. */
export function wordsOf(estimate: Estimate): string {
  if (isAnswered(estimate)) return `status ${estimate.status}`;
  const reason = estimate.status === 'refused' ? `${estimate.reason}: ` : '';
  return `status ${estimate.status} (${reason}${estimate.detail})`;
}

/** Two fits of a sampler differ by its Monte Carlo error; six of those are beyond chance. An end of a 95 % interval moves more
 *  than the median, by √(p(1 − p)/n)/f(q): 2.67 against 1.25 sd/√n for a normal law, 6.2 against 1 for an exponential one. */
const ERRORS = 6;
const END_OVER_POINT = 6;

/** The first answer of `other` that is not `factor` times that of `base`, in words; nothing where all are.
 *  @param tolerance relative, and of the standard error; answers that say their Monte Carlo error may differ by it too */
export function firstDifference(
  base: Answered,
  other: Answered,
  factor: number,
  tolerance: number,
): string | undefined {
  for (const [k, effect] of base.effects.entries()) {
    const twin = other.effects[k] ?? null;
    if (effect === null && twin === null) continue;
    if (effect === null || twin === null) return `${nameOf((effect ?? twin)!)}: answered the one time, not the other`;
    const noise = ERRORS * Math.sqrt(square(factor * (effect.mcse ?? 0)) + square(twin.mcse ?? 0));
    const scale = Math.max(Math.abs(factor * effect.point), Math.abs(twin.point), Math.abs(factor) * (effect.se ?? 0));
    const pairs: readonly (readonly [string, number, number, number])[] = [
      ['point', effect.point, twin.point, noise],
      ...effect.intervals.flatMap(({ level, lower, upper }, j) => {
        const end = twin.intervals[j]!;
        return [
          [`lower end at ${level}`, lower, end.lower, END_OVER_POINT * noise] as const,
          [`upper end at ${level}`, upper, end.upper, END_OVER_POINT * noise] as const,
        ];
      }),
    ];
    const off = pairs.find(([, a, b, spare]) => !(Math.abs(b - factor * a) <= tolerance * scale + spare));
    if (off !== undefined) return `${nameOf(effect)}: ${off[0]} ${off[2]}, ${factor * off[1]} was to be expected`;
  }
  return undefined;
}

export function nameOf({ estimand }: Effect): string {
  return `${estimand.channel} ${estimandKey(estimand)}`;
}

const square = (x: number) => x * x;
