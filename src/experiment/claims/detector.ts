import { isAsked } from '../../score/answers.ts';
import { rocArea } from '../../score/rocArea.ts';
import { badness } from './badness.ts';
import type { ArmEvidence } from './evidence.ts';
import { jackknifeError } from './jackknife.ts';
import { meanRelativeError } from './meanRelativeError.ts';
import type { Statistic } from './statistic.ts';

/** Rows of one arm in one cell, and the estimands there that make a fit right or wrong. */
export type DetectorRows = { readonly evidence: ArmEvidence; readonly estimands: readonly number[] };

type Row = { readonly replicate: number; readonly suspicion: number; readonly isWrong: boolean };

/** Area under the ROC curve of a diagnostic as a detector of fits whose ROAS is wrong, over all rows of all arms and cells
 *  together: .5 says nothing of truth. What is suspicious: badness.ts. Rows without the diagnostic or
 *  without all answers do not count. Cells share their exogenous noise, so the error is the jackknife's over replicates,
 *  with all of a replicate's rows left out at once.
 *  @param wrong mean relative error over channels above which a fit is wrong */
export function detectorStatistic(of: readonly DetectorRows[], diagnostic: string, wrong: number): Statistic {
  const rows = of.flatMap(({ evidence: { answers, notes }, estimands }): Row[] => {
    const tables = estimands.map((k) => answers[k]!).filter(isAsked);
    if (tables.length === 0) return [];
    return notes.flatMap(({ diagnostics }, i): Row[] => {
      const fit = diagnostics[diagnostic];
      const error = meanRelativeError(tables, i);
      if (fit === undefined || error === null) return [];
      return [{ replicate: tables[0]!.replicate[i]!, suspicion: badness(diagnostic, fit), isWrong: error > wrong }];
    });
  });
  const byReplicate = new Map<number, Row[]>();
  for (const row of rows) byReplicate.set(row.replicate, [...(byReplicate.get(row.replicate) ?? []), row]);
  const areaOf = (replicates: readonly number[]): number | null => {
    const own = replicates.flatMap((replicate) => byReplicate.get(replicate) ?? []);
    return rocArea(
      own.map(({ suspicion }) => suspicion),
      own.map(({ isWrong }) => isWrong),
    );
  };
  const without = (replicates: readonly number[]) => (i: number) => areaOf(replicates.filter((_, j) => j !== i));
  const attempts = of.reduce((total, { evidence }) => total + evidence.notes.length, 0);
  return {
    replicates: [...byReplicate.keys()].sort((a, b) => a - b),
    attempts,
    failed: attempts - rows.length,
    score: (replicates) => {
      const mcse = jackknifeError(replicates.length, without(replicates));
      return { value: areaOf(replicates), mcse, n: replicates.length, lower: null, upper: null };
    },
    without,
  };
}
