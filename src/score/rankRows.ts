import type { Estimand } from '../dataset/estimand.ts';
import { type Answers, isAnswered, isAsked } from './answers.ts';
import type { Score } from './measures/measure.ts';
import { rankAccuracy } from './measures/rankAccuracy.ts';
import { jointTarget, questionKey, questions } from './questions.ts';
import type { Target } from './types.ts';

/** Rank accuracy of one question, across its channels. */
export type RankRow = {
  readonly estimand: string;
  readonly target: Target;
  readonly score: Score;
  /** replicates with an order to find in which fewer than two channels were answered */
  readonly nFailed: number;
};

/** One row for each question that the arm answers for two channels or more. A question is asked again when a channel comes
 *  back in the list: estimands stand request by request. */
export function rankRows(
  estimands: readonly Estimand[],
  targets: readonly Target[],
  answers: readonly Answers[],
): RankRow[] {
  return questions(estimands)
    .map((members) => members.filter((k) => isAsked(answers[k]!)))
    .filter((members) => members.length > 1)
    .map((members) => {
      const columns = members.map((k) => answers[k]!);
      const score = rankAccuracy(replicatesOf(columns, (own, i) => (isAnswered(own, i) ? own.point[i]! : Number.NaN)));
      const possible = rankAccuracy(replicatesOf(columns, (own, i) => own.truth[i]!)).n;
      return {
        estimand: questionKey(members.map((k) => estimands[k]!)),
        target: jointTarget(members.map((k) => targets[k]!)),
        score,
        nFailed: possible - score.n,
      };
    });
}

function replicatesOf(columns: readonly Answers[], point: (own: Answers, i: number) => number) {
  const { size } = columns[0]!;
  return Array.from({ length: size }, (_, i) => ({
    truth: columns.map((own) => own.truth[i]!),
    point: columns.map((own) => point(own, i)),
  }));
}
