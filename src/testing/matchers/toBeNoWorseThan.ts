import { InputError } from '../../core/errors.ts';
import { mean } from '../../core/stats.ts';
import type { TrialOptions } from '../trial/options.ts';
import type { ScenarioLike } from '../trial/scenarioFrom.ts';
import type { Replicate } from '../trial/trial.ts';
import { answerOf, answersTo } from './answers.ts';
import { judged } from './judge.ts';
import { type Loss, losses } from './losses.ts';
import { share } from './margin.ts';
import { short } from './message.ts';
import { meanAboveP } from './pValues.ts';
import type { Check, Claim, Judge, MatcherResult } from './types.ts';

export type NoWorseOptions = TrialOptions & {
  /** what is compared: `rmse` (default), `interval-score`, `crps` */
  readonly loss?: keyof typeof losses;
  /** how much larger it may be, as a share; default .05 */
  readonly margin?: number;
};

/** Default margins of `plumbline compare` (statistics.md §7). */
const DEFAULT_MARGIN = 0.05;
const FAILURE_MARGIN = 0.02;

/** Fails when the loss is shown to be above the baseline's by more than the margin, on the same data, or fits to fail more often.
 *  p: Student's t, one-sided, on paired differences of losses.
 *  @example await expect(candidate).toBeNoWorseThan(baseline, scenario, { margin: 0.1 }) */
export async function toBeNoWorseThan(
  received: unknown,
  baseline: unknown,
  scenario: ScenarioLike,
  { loss = 'rmse', margin, ...options }: NoWorseOptions = {},
): Promise<MatcherResult> {
  return judged(noWorse(loss, share('margin', margin, DEFAULT_MARGIN)), [received, baseline], scenario, options, [
    'loss',
    'margin',
  ]);
}

/** @param margin share of the baseline's loss
 *  @throws InputError for a loss that there is not */
export function noWorse(loss: keyof typeof losses, margin: number): Claim {
  const known = Object.keys(losses);
  if (!known.includes(loss)) {
    throw new InputError({ path: 'loss', message: `received ${JSON.stringify(loss)}; allowed: ${known.join(', ')}` });
  }
  const what = `the baseline (${loss}, margin ${100 * margin} %)`;
  return {
    matcher: 'toBeNoWorseThan',
    claimed: `is no worse than ${what}`,
    denied: `is worse than ${what}`,
    judge: judge(losses[loss], margin),
  };
}

function judge({ of, isSquare }: Loss, margin: number): Judge {
  const factor = isSquare ? (1 + margin) * (1 + margin) : 1 + margin;
  return (rows, trial) => {
    const { level } = trial.options;
    const [mine, theirs] = [answersTo(rows, trial, 0), answersTo(rows, trial, 1)];
    return mine.flatMap(({ label, estimand, rows: own }, k): readonly Check[] => {
      const others = new Map(theirs[k]!.rows.map((row) => [row.replicate, row]));
      const pairs = own.flatMap((row) => {
        const other = others.get(row.replicate);
        return other === undefined ? [] : [[of(row, level), of(other, level), row.replicate] as const];
      });
      const loss = Float64Array.from(pairs, ([a]) => a);
      const base = Float64Array.from(pairs, ([, b]) => b);
      const scaled = (x: Float64Array) => (isSquare ? Math.sqrt(mean(x)) : mean(x));
      const measured = `loss ${short(scaled(loss))} against ${short(scaled(base))} on ${pairs.length} shared replicates`;
      const excess = loss.map((value, i) => value - factor * base[i]!);
      const p = meanAboveP(excess);
      // the data on which most was lost
      const worst = pairs[excess.indexOf(excess.reduce((a, b) => Math.max(a, b), -Infinity))]?.[2];
      const check = { of: label, estimand, p, measured, ...(worst === undefined ? {} : { worst }) };
      return [check, failureCheck(rows, estimand, label)];
    });
  };
}

/** Where either failed, what is left to compare is chosen; so failing more often is itself worse. */
function failureCheck(rows: readonly Replicate[], estimand: number, of: string): Check {
  const failed = (row: Replicate, subject: number) => (answerOf(row.attempts[subject]!, estimand) === null ? 1 : 0);
  const asked = rows.filter(({ values }) => values[estimand] !== null);
  const more = Float64Array.from(asked, (row) => failed(row, 0) - failed(row, 1) - FAILURE_MARGIN);
  const count = (subject: number) => asked.reduce((sum, row) => sum + failed(row, subject), 0);
  const measured = `${count(0)} of ${asked.length} fits gave no answer, the baseline's ${count(1)}`;
  return { of, estimand, p: meanAboveP(more), measured };
}
