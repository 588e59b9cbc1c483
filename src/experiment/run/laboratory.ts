import type { Estimator } from '../../estimate/contract.ts';
import { decisionTruth } from '../decision/decide.ts';
import { noRecordings, type RecordedReader } from '../plan/recording.ts';
import type { EstimatorSource } from '../plan/sources.ts';
import type { Plan } from '../plan/types.ts';
import { DESIGN_REPLICATE } from '../sbc/calibration.ts';
import { simulateUnit } from '../sbc/simulateUnit.ts';
import { attemptFit } from './attempt.ts';
import { openData } from './data.ts';
import { dataFor } from './dataFor.ts';
import type { RunRecord } from './record.ts';

/** A plan made ready to run: estimators found, worlds compiled. */
export type Laboratory = {
  /** The truth of one dataset, then one attempt for each arm: data are simulated once for all of them.
   *  @param cell index into the plan's cells
   *  @param arms indices into the plan's arms */
  readonly run: (cell: number, replicate: number, arms: readonly number[]) => AsyncGenerator<RunRecord>;
};

/** @param clock milliseconds, for timings that no result depends on
 *  @param onBegin hears of each attempt before it starts */
export async function openLaboratory(
  plan: Plan,
  estimatorOf: EstimatorSource,
  clock: () => number,
  onBegin: (replicate: number, arm: number) => void = () => {},
  readRecorded: RecordedReader = noRecordings,
): Promise<Laboratory> {
  const estimators = new Map<string, Estimator>();
  for (const { use } of plan.arms) estimators.set(use, (await estimatorOf(use)).estimator);
  // a clock may be set back
  const elapsed = (since: number): number => Math.max(0, Math.round(1000 * (clock() - since)) / 1000);
  const dataOf = openData(plan, readRecorded);
  return {
    run: async function* (cellIndex, replicate, arms) {
      const cell = plan.cells[cellIndex]!;
      const begun = clock();
      const isCalibration = plan.calibration !== undefined;
      const { dataset, values, decision } = dataOf(cell, isCalibration ? DESIGN_REPLICATE : replicate);
      const head = { cell: cell.id, replicate, digest: dataset.digest };
      const decided = decision === undefined ? {} : { decision: decisionTruth(decision) };
      yield { kind: 'truth', ...head, values, ...decided, ms: elapsed(begun) };
      for (const index of arms) {
        const arm = plan.arms[index]!;
        onBegin(replicate, index);
        const start = clock();
        const estimator = estimators.get(arm.use)!;
        const attempt = isCalibration
          ? simulateUnit(plan, cell, arm, replicate, estimator, dataFor(arm, dataset))
          : await attemptFit(plan, cell, arm, replicate, estimator, dataset, values, decision);
        yield { kind: 'attempt', ...head, arm: arm.id, ...attempt, ms: elapsed(start) };
      }
    },
  };
}
