import { estimandKey } from '../dataset/estimand.ts';
import {
  conjugateAnswers,
  type Expected,
  failingAnswers,
  normalAnswers,
  shiftedAnswers,
  shrunkAnswers,
} from '../estimate/oracle/expected.ts';
import type { KnownAnswer } from '../score/selfCheck.ts';
import type { Plan, PlannedArm } from './plan/types.ts';

type Answers = (settings: never, levels: readonly number[]) => readonly Expected[];

const answersOf: Readonly<Record<string, Answers>> = {
  'oracle-shifted': shiftedAnswers,
  'oracle-normal': normalAnswers,
  'oracle-shrunk': shrunkAnswers,
  'oracle-failing': failingAnswers,
  'oracle-conjugate': conjugateAnswers,
};

/** What must come out for every oracle of a plan, in every cell and for every estimand; other arms have no known answer.
 *  @see statistics.md §8 */
export function knownAnswers(plan: Plan): readonly KnownAnswer[] {
  return plan.cells.flatMap((cell) =>
    cell.estimands.flatMap((estimand) =>
      plan.arms.flatMap((arm) =>
        expectedOf(arm, plan.levels).map((answer) => ({
          ...answer,
          arm: arm.name,
          cell: cell.name,
          channel: estimand.channel,
          estimand: estimandKey(estimand),
        })),
      ),
    ),
  );
}

function expectedOf({ use, settings }: PlannedArm, levels: readonly number[]): readonly Expected[] {
  // the settings were read by the schema of this very oracle
  return answersOf[use]?.(settings as never, levels) ?? [];
}
