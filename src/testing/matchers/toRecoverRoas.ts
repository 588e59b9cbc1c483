import { mean } from '../../core/stats.ts';
import type { TrialOptions } from '../trial/options.ts';
import type { ScenarioLike } from '../trial/scenarioFrom.ts';
import { answersTo, failureChecks } from './answers.ts';
import { judged } from './judge.ts';
import { ROUNDING, share } from './margin.ts';
import { short } from './message.ts';
import { meanAboveP } from './pValues.ts';
import type { Check, Claim, Judge, MatcherResult } from './types.ts';
import { worstOf } from './worst.ts';

export type RecoverOptions = TrialOptions & {
  /** typical error that is allowed, as a share of the truth; default .2 */
  readonly within?: number;
};

/** A number to act on; commonly used, yet arbitrary. */
const DEFAULT_WITHIN = 0.2;

/** Fails when the root mean squared error is shown to be above a share of the truth, for any channel.
 *  p: Student's t, one-sided, on e² − (share·truth)².
 *  @example await expect(mine).toRecoverRoas(scenario, { within: 0.1 }) */
export async function toRecoverRoas(
  received: unknown,
  scenario: ScenarioLike,
  { within, ...options }: RecoverOptions = {},
): Promise<MatcherResult> {
  return judged(recovered(share('within', within, DEFAULT_WITHIN)), [received], scenario, options, ['within']);
}

/** @param within share of the truth */
export function recovered(within: number): Claim {
  return {
    matcher: 'toRecoverRoas',
    claimed: `recovers ROAS within ${100 * within} %`,
    denied: `does not recover ROAS within ${100 * within} %`,
    judge: judge(within),
  };
}

function judge(within: number): Judge {
  return (rows, { plan, options }) => {
    const answered = answersTo(rows, { plan });
    return [
      ...answered.map(({ label, estimand, rows: own }): Check => {
        const squares = Float64Array.from(own, ({ truth, effect }) => (effect.point - truth) * (effect.point - truth));
        const spare = Math.max(within, ROUNDING);
        const p = meanAboveP(squares.map((square, i) => square - spare * spare * own[i]!.truth * own[i]!.truth));
        const truth = mean(own.map((row) => Math.abs(row.truth)));
        const rmse = Math.sqrt(mean(squares));
        const measured = `RMSE ${short(rmse)}, ${short((100 * rmse) / truth)} % of a mean truth of ${short(truth)}`;
        return { of: label, estimand, p, measured, ...worstOf(own) };
      }),
      ...failureChecks(answered, options.failures),
    ];
  };
}
