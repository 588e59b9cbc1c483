import type { TrialOptions } from '../trial/options.ts';
import type { ScenarioLike } from '../trial/scenarioFrom.ts';
import { answersTo, failureChecks } from './answers.ts';
import { judged } from './judge.ts';
import { share } from './margin.ts';
import { short } from './message.ts';
import { countAboveP, countBelowP, eitherP } from './pValues.ts';
import type { Check, Claim, Judge, MatcherResult } from './types.ts';

export type CoverOptions = TrialOptions & {
  /** how far the coverage may be from the level; default 0 */
  readonly within?: number;
};

/** Fails when the share of intervals that hold the truth is shown not to be their level: too few, or too many.
 *  p: exact binomial, two-sided.
 *  @example await expect(mine).toCoverNominally(scenario, { level: 0.8, within: 0.02 }) */
export async function toCoverNominally(
  received: unknown,
  scenario: ScenarioLike,
  { within, ...options }: CoverOptions = {},
): Promise<MatcherResult> {
  return judged(nominal(share('within', within, 0)), [received], scenario, options, ['within']);
}

/** @param within share of intervals */
export function nominal(within: number): Claim {
  return {
    matcher: 'toCoverNominally',
    claimed: 'covers at its level',
    denied: 'does not cover at its level',
    judge: judge(within),
  };
}

function judge(within: number): Judge {
  return (rows, { plan, options }) => {
    const { level } = options;
    const answered = answersTo(rows, { plan });
    return [
      ...answered.map(({ label, estimand, rows: own }): Check => {
        const missed = own.filter(({ truth, effect }) => {
          const [lower, upper] = effect.intervals[0]!;
          return !(lower <= truth && truth <= upper);
        });
        const n = own.length;
        const covered = n - missed.length;
        const p = eitherP(
          countAboveP(covered, n, Math.min(1, level + within)),
          countBelowP(covered, n, Math.max(0, level - within)),
        );
        const allowed = within === 0 ? '' : `, ${within} either way allowed`;
        const measured = `${covered} of ${n} intervals hold the truth, ${short(covered / n)} for ${level}${allowed}`;
        const [first] = missed;
        return { of: label, estimand, p, measured, ...(first === undefined ? {} : { worst: first.replicate }) };
      }),
      ...failureChecks(answered, options.failures),
    ];
  };
}
