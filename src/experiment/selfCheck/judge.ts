import { estimandKey } from '../../dataset/estimand.ts';
import {
  conjugateAnswers,
  type Expected,
  failingAnswers,
  normalAnswers,
  shiftedAnswers,
  shrunkAnswers,
} from '../../estimate/oracle/expected.ts';
import { type KnownAnswer, type SelfCheck, selfCheck } from '../../score/selfCheck.ts';
import type { RecordSource } from '../output/rows.ts';
import type { Tables } from '../output/tables.ts';
import type { Plan, PlannedArm } from '../plan/types.ts';
import { knownAcross, rowsAcross } from './across.ts';
import { knownRanks, rankUniformity } from './ranks.ts';
import { knownAtTruth } from './truth.ts';
import { knownOverWorlds, rowsOverWorlds } from './worlds.ts';

type Answers = (settings: never, levels: readonly number[]) => readonly Expected[];

const answersOf: Readonly<Record<string, Answers>> = {
  'oracle-shifted': shiftedAnswers,
  'oracle-normal': normalAnswers,
  'oracle-shrunk': shrunkAnswers,
  'oracle-failing': failingAnswers,
  'oracle-conjugate': conjugateAnswers,
};

/** Holds what the harness made of a plan of oracles against what is known of them.
 *  @param source the rows that the tables were made from
 *  @see statistics.md §8 */
export function judgeOracles(
  plan: Plan,
  { across, ...tables }: Pick<Tables, 'performance' | 'across'>,
  source: RecordSource,
): SelfCheck {
  const alone = knownAnswers(plan);
  const rows = [
    ...tables.performance,
    ...(across === undefined ? [] : [...rowsAcross(across), ...rowsOverWorlds(across.ensemble)]),
    ...rankUniformity(plan, source),
  ];
  const known = [...alone, ...knownAcross(plan, alone), ...knownAtTruth(plan), ...knownOverWorlds(plan, alone)];
  return selfCheck(rows, [...known, ...knownRanks(plan)]);
}

/** What must come out for every oracle of a plan, in every cell and for every estimand; other arms have no known answer.
 *  @see statistics.md §8 */
function knownAnswers(plan: Plan): readonly KnownAnswer[] {
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
