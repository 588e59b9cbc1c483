import { mean, sd } from '../../core/stats.ts';
import { formatScore } from '../../score/format.ts';
import type { TrialOptions } from '../trial/options.ts';
import type { ScenarioLike } from '../trial/scenarioFrom.ts';
import { answersTo, failureChecks } from './answers.ts';
import { judged } from './judge.ts';
import { ROUNDING, share } from './margin.ts';
import { short } from './message.ts';
import { eitherP, meanAboveP } from './pValues.ts';
import type { Check, Claim, Judge, MatcherResult } from './types.ts';
import { worstOf } from './worst.ts';

export type UnbiasedOptions = TrialOptions & {
  /** bias that is allowed, as a share of the mean truth; default 0 */
  readonly within?: number;
};

/** Fails when the mean of estimate − truth is shown to be away from 0, for any channel.
 *  p: Student's t, two-sided, on e and on what is allowed.
 *  @example await expect('ols').toBeUnbiased(scenario, { within: 0.05 }) */
export async function toBeUnbiased(
  received: unknown,
  scenario: ScenarioLike,
  { within, ...options }: UnbiasedOptions = {},
): Promise<MatcherResult> {
  return judged(unbiased(share('within', within, 0)), [received], scenario, options, ['within']);
}

/** @param within share of the truth */
export function unbiased(within: number): Claim {
  const percent = 100 * within;
  return {
    matcher: 'toBeUnbiased',
    claimed: within === 0 ? 'is unbiased' : `is biased by no more than ${percent} % of the truth`,
    denied: within === 0 ? 'is biased' : `is biased by more than ${percent} % of the truth`,
    judge: judge(within),
  };
}

function judge(within: number): Judge {
  return (rows, { plan, options }) => {
    const answered = answersTo(rows, { plan });
    return [
      ...answered.map(({ label, estimand, rows: own }): Check => {
        const errors = Float64Array.from(own, ({ truth, effect }) => effect.point - truth);
        const spare = Float64Array.from(own, ({ truth }) => Math.max(within, ROUNDING) * Math.abs(truth));
        const p = eitherP(
          meanAboveP(errors.map((error, i) => error - spare[i]!)),
          meanAboveP(errors.map((error, i) => -error - spare[i]!)),
        );
        const truth = mean(own.map((row) => row.truth));
        const mcse = sd(errors) / Math.sqrt(errors.length);
        const bias = errors.length < 2 ? '–' : formatScore(mean(errors), mcse);
        const measured = `bias ${bias} at a mean truth of ${short(truth)}`;
        return { of: label, estimand, p, measured, ...worstOf(own) };
      }),
      ...failureChecks(answered, options.failures),
    ];
  };
}
