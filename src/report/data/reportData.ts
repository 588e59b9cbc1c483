import type { RecordSource } from '../../experiment/output/rows.ts';
import type { Tables } from '../../experiment/output/tables.ts';
import type { Plan } from '../../experiment/plan/types.ts';
import { answerOf } from './answer.ts';
import { armsOf } from './arms.ts';
import { attemptFacts } from './attempts.ts';
import { cellsOf } from './cells.ts';
import { differenceRows, performanceRows } from './performance.ts';
import { calibrationAnswer, ranksOf } from './ranks.ts';
import type { PosteriorFacts, ReportData, SelfCheckFacts } from './types.ts';
import { worldsOf } from './worlds.ts';

export type ReportParts = {
  readonly plan: Plan;
  readonly source: RecordSource;
  readonly tables: Tables;
  readonly counts: { readonly total: number; readonly done: number };
  /** the results folder, as a replay command is to name it */
  readonly results: string;
  readonly selfCheck: SelfCheckFacts | null;
  readonly posteriors: readonly PosteriorFacts[];
  readonly notes: readonly string[];
  /** were the results made by another version of the code than this one? */
  readonly otherCode: boolean;
};

/** From plan and rows to what the page shows; it reads no file. */
export function reportData(parts: ReportParts): ReportData {
  const { plan, source, tables, posteriors } = parts;
  const isCalibration = plan.calibration !== undefined;
  const scores = performanceRows(plan, tables);
  const differences = differenceRows(plan, tables.across?.differences ?? []);
  const attempts = attemptFacts(plan, source);
  const { worlds, notes: worldNotes } = isCalibration ? { worlds: [], notes: [] } : worldsOf(plan);
  const presentCode =
    parts.otherCode && worlds.length > 0
      ? 'The worlds are simulated by the present code, the results were made by another version of it.'
      : null;
  const drawnOf = isCalibration ? [] : attempts.notes;
  const all = [...parts.notes, ...drawnOf, differences.note, ...worldNotes, presentCode];
  const notes = all.filter((note) => note !== null);
  return {
    study: {
      ...studyFacts(parts),
      answer: isCalibration ? calibrationAnswer(tables.calibration) : answerOf(scores, plan.policy ?? 'as-analyzed'),
      notes,
    },
    cells: cellsOf(plan),
    arms: armsOf(plan),
    worlds,
    performance: scores,
    estimates: isCalibration ? [] : attempts.estimates,
    differences: differences.rows,
    failures: attempts.failures,
    fits: attempts.fits,
    posteriors,
    ranks: ranksOf(plan, source),
    units: attempts.units,
  };
}

function studyFacts({
  plan,
  tables,
  counts,
  results,
  selfCheck,
}: ReportParts): Omit<ReportData['study'], 'answer' | 'notes'> {
  const { name, question, seed, levels, policy, versions } = plan;
  return {
    name,
    question: question ?? null,
    selfCheck,
    ...{ seed, levels, policy: policy ?? 'as-analyzed', results },
    complete: counts.done === counts.total,
    attempts: counts.total,
    done: counts.done,
    byStatus: Object.fromEntries(Object.entries(tables.byStatus).filter(([, n]) => n > 0)),
    versions: Object.fromEntries(
      Object.entries(versions).flatMap(([key, value]) => (value === null ? [] : [[key, value]])),
    ),
  };
}
