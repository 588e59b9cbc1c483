import { mean } from '../core/stats.ts';
import { type Answers, type CellRow, isAnswered, isAsked } from './answers.ts';
import { type DecisionMeasureId, decisionMeasureIds } from './measures/decisions.ts';
import type { Score } from './measures/measure.ts';
import { meanScore } from './measures/score.ts';
import { pairedDifference } from './paired/difference.ts';
import { align } from './policies/align.ts';
import { countFailures } from './sample.ts';
import type { EffectScore } from './types.ts';

/** One measure of the decisions of one arm in one cell. */
type DecisionRow = { readonly measure: DecisionMeasureId; readonly score: Score; readonly nFailed: number };

/** A row with its decision as further answers, one a measure, behind the estimands': whatever treats answers (policies,
 *  alignment of arms) then treats decisions. Each is answered where the fit made a decision, and has a truth, 0, where
 *  there is an optimum to hold it against. */
export function withDecision(row: CellRow, estimands: number): CellRow {
  const { attempt, truth } = row;
  const decided = attempt.decision;
  const rules: Readonly<Record<string, number | null>> = truth.decision?.regret ?? {};
  const open = typeof rules.keep === 'number';
  const values: Readonly<Record<DecisionMeasureId, number | null | undefined>> = {
    regret: decided?.regret,
    regret_keep: rules.keep,
    regret_proportional: rules.proportional,
    regret_equal: rules.equal,
    misplaced_budget: decided?.misplaced,
    optimum_sd: decided?.spread === undefined ? null : mean(Object.values(decided.spread)),
  };
  const answers = decisionMeasureIds.map((id): EffectScore | null => {
    const value = decided === undefined ? null : values[id];
    return value === null || value === undefined ? null : { point: value, se: null, intervals: [] };
  });
  // what a decision has nothing of (a rule without a past, draws) is no failure of the fit
  const truths = answers.map((answer) => (open && (decided === undefined || answer !== null) ? 0 : null));
  const own = Array.from({ length: estimands }, (_, k) => attempt.effects[k] ?? null);
  const known = Array.from({ length: estimands }, (_, k) => truth.values[k] ?? null);
  return {
    ...row,
    attempt: { ...attempt, effects: [...own, ...answers] },
    truth: { ...truth, values: [...known, ...truths] },
  };
}

/** The measures of an arm's decisions; none for an arm that fits and never makes one. Failures are those of the fit: a rule
 *  without anything to go by fails nobody.
 *  @param tables of `withDecision`, behind the estimands'
 *  @param own the same before a policy put others in their place */
export function decisionRows(tables: readonly Answers[], own: readonly Answers[] = tables): DecisionRow[] {
  if (tables.length === 0 || !isAsked(own[0]!)) return [];
  const nFailed = countFailures(own[0]!).failed;
  return decisionMeasureIds.flatMap((measure, k) => {
    const score = meanScore(valuesOf(tables[k]!));
    return score.n === 0 && measure !== 'regret' ? [] : [{ measure, score, nFailed }];
  });
}

/** What the decision of B loses more than that of A, and the like, on the replicates where both have one. */
export function decisionDifferences(a: readonly Answers[], b: readonly Answers[]) {
  if (a.length === 0 || b.length === 0 || !isAsked(a[0]!) || !isAsked(b[0]!)) return [];
  const failed = { nFailedA: countFailures(a[0]!).failed, nFailedB: countFailures(b[0]!).failed };
  return compared.flatMap((measure) => {
    const [one, other] = [a, b].map((tables) => tables[decisionMeasureIds.indexOf(measure)]!);
    const places = align(one!, other!);
    const both = [...one!.replicate.keys()].filter(
      (i) => counts(one!, i) && places[i]! >= 0 && counts(other!, places[i]!),
    );
    const score = pairedDifference(
      Float64Array.from(both, (i) => one!.point[i]!),
      Float64Array.from(both, (i) => other!.point[places[i]!]!),
    );
    return both.length === 0 && measure !== 'regret' ? [] : [{ measure, level: null, ...score, ...failed }];
  });
}

/** The rules decide the same beside every arm. */
const compared = ['regret', 'misplaced_budget', 'optimum_sd'] as const satisfies readonly DecisionMeasureId[];

const counts = (answers: Answers, i: number): boolean => isAnswered(answers, i) && !Number.isNaN(answers.truth[i]);

function valuesOf(answers: Answers): Float64Array {
  const places = [...answers.replicate.keys()].filter((i) => counts(answers, i));
  return Float64Array.from(places, (i) => answers.point[i]!);
}
