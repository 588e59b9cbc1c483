import { aggregateAnswers, packRows } from '../../score/aggregate.ts';
import { type AttemptStatus, attemptStatuses, type Performance } from '../../score/types.ts';
import { type JudgedClaim, judgeClaims } from '../claims/judge.ts';
import { decisionIn } from '../decision/plan.ts';
import { type Verdicts, verdictsOf } from '../identification/verdicts.ts';
import { type Plan, runsIn } from '../plan/types.ts';
import { calibrationCsv, calibrationTables } from '../sbc/tables.ts';
import type { StudyCalibration } from '../sbc/verdict.ts';
import { type AcrossArms, openAcrossArms } from './acrossArms.ts';
import type { ArmTables } from './armTables.ts';
import { judged } from './convergence.ts';
import { type Cell, csvLines, openTable, type Sink } from './csv.ts';
import { estimateColumns, estimateRows } from './estimates.ts';
import { type Misses, missesOf } from './misses.ts';
import { performanceColumns, performanceRow } from './performance.ts';
import { digestsOf, type Pair, pairsOf, type RecordSource, scored } from './rows.ts';
import { targetsOf } from './targets.ts';

export type Tables = {
  readonly performance: readonly Performance[];
  readonly calibration?: StudyCalibration;
  /** of a study of estimators: what the graph says of every question, and what was missed, and why */
  readonly verdicts?: Verdicts;
  readonly misses?: Misses;
  readonly across?: AcrossArms;
  /** in the order of the plan's claims */
  readonly claims: readonly JudgedClaim[];
  /** digests of the datasets, cell by cell */
  readonly digests: readonly (readonly string[])[];
  /** attempts by status, under the study's own limits of convergence */
  readonly byStatus: Readonly<Record<AttemptStatus, number>>;
};

/** Files of a study: a row an attempt, and what comes of them. */
export function tableFiles(plan: Plan): { readonly rows: string; readonly summary: string } {
  return plan.calibration === undefined
    ? { rows: 'estimates.csv', summary: 'performance.csv' }
    : { rows: 'ranks.csv', summary: 'calibration.csv' };
}

/** Reads all rows once, in the order of the plan whatever the order they were written in, and passes the lines of
 *  the table of rows and of timings.csv on; memory is that of one cell. */
export function makeTables(plan: Plan, source: RecordSource, rows: Sink, timings: Sink): Tables {
  if (plan.calibration !== undefined) return calibrationTables(plan, source, rows, timings);
  const estimateTable = openTable(estimateColumns(plan.levels), rows);
  const timingTable = openTable(['study', 'cell', 'arm', 'replicate', 'unit', 'simulate_ms', 'fit_ms'], timings);
  const byStatus = Object.fromEntries(attemptStatuses.map((status) => [status, 0])) as Record<AttemptStatus, number>;
  const digests = plan.cells.map((_, cell) => digestsOf(plan, source, cell));
  const verdicts = verdictsOf(plan);
  const acrossArms = openAcrossArms(plan);
  const scores = plan.cells.flatMap((cell, c) => {
    const arms: ArmTables[] = [];
    const own = plan.arms.flatMap((arm, a) => {
      if (!runsIn(plan, c, a)) return [];
      const targets = targetsOf(plan, c, a);
      const tap = function* (): Generator<Pair> {
        for (const { attempt: raw, truth } of pairsOf(plan, source, c, a)) {
          const attempt = judged(raw, plan.convergence);
          byStatus[attempt.status] += 1;
          estimateTable.add(estimateRows(plan, cell, arm, targets, verdicts.of(c, a), attempt, truth?.values ?? []));
          const { replicate, unit, ms } = attempt;
          timingTable.add([[plan.name, cell.name, arm.name, replicate, unit, truth?.ms ?? null, ms]]);
          yield { attempt, truth };
        }
      };
      const { levels } = plan;
      const { estimands } = cell;
      const named = { cell: cell.name, arm: arm.name, levels, estimands, targets, ...decisionIn(plan, cell) };
      const tables = packRows(scored(tap()), named);
      arms.push({ arm: a, tables, targets });
      return aggregateAnswers(named, tables);
    });
    acrossArms.add(c, arms);
    return own;
  });
  estimateTable.end();
  timingTable.end();
  const misses = missesOf(plan, scores, verdicts);
  const across = acrossArms.end();
  return { performance: scores, verdicts, misses, across, digests, byStatus, claims: judgeClaims(plan, source) };
}

export function summaryCsv(plan: Plan, { performance: scores, calibration, verdicts }: Tables): string {
  if (calibration !== undefined || verdicts === undefined) return calibrationCsv(plan, calibration!);
  const rows: (readonly Cell[])[] = [performanceColumns, ...scores.map((row) => performanceRow(plan, row, verdicts))];
  return csvLines(rows);
}
