import { type Estimand, estimandKey } from '../dataset/estimand.ts';
import type { Effect } from '../estimate/contract.ts';

/** What is wrong with the answers of a fit, in one line, or null. The border at which NaN is refused: a user's own
 *  estimator may return anything. */
export function checkAnswers(
  effects: readonly (Effect | null)[],
  estimands: readonly Estimand[],
  levels: readonly number[],
): string | null {
  if (effects.length !== estimands.length) {
    return `effects: got ${effects.length}, must be ${estimands.length}, one for each estimand`;
  }
  for (const [i, effect] of effects.entries()) {
    const problem = effect === null ? null : checkEffect(effect, estimands[i]!, levels);
    if (problem !== null) return `effects[${i}].${problem}`;
  }
  return null;
}

function checkEffect(effect: Effect, asked: Estimand, levels: readonly number[]): string | null {
  const { estimand, point, se, mcse, draws } = effect;
  if (name(estimand) !== name(asked)) return `estimand: got ${name(estimand)}, must be ${name(asked)}`;
  if (!Number.isFinite(point)) return `point: got ${point}, must be a finite number`;
  if (se !== null && !isScale(se)) return `se: got ${se}, must be a finite number ≥ 0, or null`;
  if (mcse !== undefined && !isScale(mcse)) return `mcse: got ${mcse}, must be a finite number ≥ 0, or left out`;
  const bad = draws?.findIndex((x) => !Number.isFinite(x)) ?? -1;
  if (bad >= 0) return `draws[${bad}]: got ${draws![bad]}, must be a finite number`;
  return checkIntervals(effect, levels);
}

/** One interval a level in the order asked, or none at all from a method that has none. */
function checkIntervals({ intervals }: Effect, levels: readonly number[]): string | null {
  if (intervals.length !== 0 && intervals.length !== levels.length) {
    return `intervals: got ${intervals.length}, must be ${levels.length}, one for each level, or none`;
  }
  for (const [j, { level, lower, upper }] of intervals.entries()) {
    if (level !== levels[j]) return `intervals[${j}].level: got ${level}, must be ${levels[j]}`;
    if (!Number.isFinite(lower) || !Number.isFinite(upper) || lower > upper) {
      return `intervals[${j}]: got [${lower}, ${upper}], must be finite with lower ≤ upper`;
    }
  }
  return null;
}

function isScale(x: number): boolean {
  return Number.isFinite(x) && x >= 0;
}

function name(estimand: Estimand): string {
  return `${estimand.channel} ${estimandKey(estimand)}`;
}
