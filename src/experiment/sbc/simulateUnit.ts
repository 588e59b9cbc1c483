import { openStream } from '../../core/random/stream.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { Estimator } from '../../estimate/contract.ts';
import { ranksOf } from '../../inference/sbc/ranks.ts';
import type { Plan, PlannedArm, PlannedCell } from '../plan/types.ts';
import { unitId } from '../plan/unit.ts';
import { isAllocationFailure, messageOf } from '../run/failure.ts';
import type { AttemptRecord } from '../run/record.ts';
import { calibrationFor } from './calibration.ts';

type Row = Pick<AttemptRecord, 'unit' | 'status' | 'reason' | 'effects' | 'diagnostics' | 'ranks'>;

/** One simulation: data from the prior, a fit to them, and the rank of every true quantity. Whatever goes wrong is a row.
 *  @see statistics.md §6 */
export function simulateUnit(
  plan: Plan,
  cell: PlannedCell,
  arm: PlannedArm,
  replicate: number,
  estimator: Estimator,
  design: Dataset,
): Row {
  const { draws, quantities } = plan.calibration!;
  const stream = (role: string) => openStream(['sbc', plan.seed, replicate, design.digest, arm.id, role]);
  const row = { unit: unitId(cell, replicate, arm), effects: [], diagnostics: {} };
  try {
    const fit = calibrationFor(estimator, arm, design).simulate(draws, stream);
    if (fit.status !== 'ok') return { ...row, status: fit.status, reason: fit.reason };
    return { ...row, status: 'ok', ranks: ranksOf(quantities, fit.known, stream('ties')) };
  } catch (error) {
    const reason = messageOf(error);
    return { ...row, status: isAllocationFailure(reason) ? 'oom' : 'error', reason };
  }
}
