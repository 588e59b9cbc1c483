import { type AttemptStatus, attemptStatuses } from '../../score/types.ts';
import { type Cell, csvLines, openTable, type Sink } from '../output/csv.ts';
import { pairsOf, type RecordSource } from '../output/rows.ts';
import type { Plan } from '../plan/types.ts';
import type { AttemptRecord } from '../run/record.ts';
import { judgeStudy, type StudyCalibration } from './verdict.ts';

/** Reads the rows of a study of calibration in the order of its simulations, passes on the lines of ranks.csv and
 *  timings.csv, and judges. */
export function calibrationTables(plan: Plan, source: RecordSource, ranks: Sink, timings: Sink) {
  const rankTable = openTable(['study', 'simulation', 'unit', 'status', 'reason', 'quantity', 'rank', 'draws'], ranks);
  const timingTable = openTable(['study', 'simulation', 'unit', 'fit_ms'], timings);
  const byStatus = Object.fromEntries(attemptStatuses.map((status) => [status, 0])) as Record<AttemptStatus, number>;
  const attempts: AttemptRecord[] = [];
  let design: readonly string[] = [];
  for (const { attempt } of pairsOf(plan, source, 0, 0)) {
    const { replicate, unit, status, digest, ms } = attempt;
    byStatus[status] += 1;
    if (digest !== '') design = [digest];
    rankTable.add(rankRows(plan, attempt));
    timingTable.add([[plan.name, replicate, unit, ms]]);
    attempts.push(attempt);
  }
  rankTable.end();
  timingTable.end();
  const calibration = judgeStudy(plan.calibration!, attempts);
  return { performance: [], calibration, digests: [design], byStatus, claims: [] };
}

/** One row a quantity; a fit that failed has one, with its reason. */
function rankRows(plan: Plan, attempt: AttemptRecord): readonly (readonly Cell[])[] {
  const { replicate, unit, status, reason, ranks } = attempt;
  const { quantities, draws } = plan.calibration!;
  const head = [plan.name, replicate, unit, status, reason ?? null];
  if (ranks === undefined) return [[...head, null, null, null]];
  return quantities.map((quantity, q) => [...head, quantity, ranks[q]!, draws]);
}

/** One row a quantity and point z: how far the empirical distribution function of the ranks is above z, and the
 *  simultaneous band for that. Without a fit to rank, the columns alone. */
export function calibrationCsv(plan: Plan, { verdict }: StudyCalibration): string {
  const columns = ['study', 'quantity', 'n', 'p', 'inside', 'level', 'z', 'difference', 'lower', 'upper'];
  if (verdict === null) return csvLines([columns]);
  const { N, K, lower, upper } = verdict.band;
  return csvLines([
    columns,
    ...verdict.quantities.flatMap(({ name, p, inside, difference }) =>
      Array.from(difference, (d, i) => {
        const z = (i + 1) / K;
        return [plan.name, name, N, p, inside, verdict.level, z, d, lower[i]! / N - z, upper[i]! / N - z];
      }),
    ),
  ]);
}
