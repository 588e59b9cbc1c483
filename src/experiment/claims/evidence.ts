import { packRows } from '../../score/aggregate.ts';
import type { Answers } from '../../score/answers.ts';
import type { AttemptStatus } from '../../score/types.ts';
import { decisionIn } from '../decision/plan.ts';
import { judged } from '../output/convergence.ts';
import { pairsOf, type RecordSource, scored } from '../output/rows.ts';
import type { Plan } from '../plan/types.ts';

/** What an attempt says of itself. */
export type AttemptNote = {
  readonly status: AttemptStatus;
  readonly reason: string;
  readonly diagnostics: Readonly<Record<string, number>>;
};

/** All rows of one arm in one cell. */
export type ArmEvidence = {
  /** by estimand of the cell, then by measure of decisions, in replicate order */
  readonly answers: readonly Answers[];
  /** in the same order */
  readonly notes: readonly AttemptNote[];
};

export type Evidence = (cell: number, arm: number) => ArmEvidence;

/** Reads the rows that claims are about, each cell and arm once. A row beside another dataset's truth is refused, so what
 *  is paired within a cell is of the same data. */
export function openEvidence(plan: Plan, source: RecordSource): Evidence {
  const known = new Map<string, ArmEvidence>();
  return (cell, arm) => {
    const key = `${cell} ${arm}`;
    const found = known.get(key) ?? readArm(plan, source, cell, arm);
    known.set(key, found);
    return found;
  };
}

function readArm(plan: Plan, source: RecordSource, cell: number, arm: number): ArmEvidence {
  const notes: AttemptNote[] = [];
  const tap = function* () {
    for (const { attempt: raw, truth } of pairsOf(plan, source, cell, arm)) {
      const attempt = judged(raw, plan.convergence);
      const { status, reason = '', diagnostics } = attempt;
      // those that `scored` leaves out have no place among the answers either
      if (truth !== undefined) notes.push({ status, reason, diagnostics });
      yield { attempt, truth };
    }
  };
  const { estimands } = plan.cells[cell]!;
  const named = { estimands, levels: plan.levels, ...decisionIn(plan, plan.cells[cell]!) };
  const answers = packRows(scored(tap()), named);
  return { answers, notes };
}
