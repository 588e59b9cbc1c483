import type { Finding } from '../../core/document.ts';
import { InputError } from '../../core/errors.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { Calibration, Estimator } from '../../estimate/contract.ts';
import { estimators } from '../../estimate/registry.ts';
import { findingsFrom } from '../plan/findings.ts';
import type { PlannedArm, PlannedCalibration, PlannedCell } from '../plan/types.ts';
import type { openData } from '../run/data.ts';
import { dataFor } from '../run/dataFor.ts';
import type { CalibrationRequest } from './asStudy.ts';

/** All simulations share the spend, controls and geos of this replicate of the world; their outcomes are drawn from the prior. */
export const DESIGN_REPLICATE = 0;

/** @param design as simulated; the arm may be fitted to another form of it
 *  @throws InputError where the settings do not fit the design */
export function calibrationFor({ id, calibration }: Estimator, arm: PlannedArm, design: Dataset): Calibration {
  if (calibration === undefined) throw new InputError({ message: noPrior(id) });
  return calibration(dataFor(arm, design), arm.settings);
}

function noPrior(id: string): string {
  const able = Object.values<Estimator>(estimators).filter(({ calibration }) => calibration !== undefined);
  return `${id} has no prior to draw data from; ${able.map((one) => one.id).join(', ')} can be calibrated`;
}

/** Names the quantities, and finds what would fail in every simulation.
 *  @param findings gets what is wrong */
export function planCalibration(
  request: CalibrationRequest,
  cell: PlannedCell,
  { arm, estimator }: { readonly arm: PlannedArm; readonly estimator: Estimator },
  dataOf: ReturnType<typeof openData>,
  findings: Finding[],
): PlannedCalibration {
  const path = ['estimators', arm.name, ...(estimator.calibration === undefined ? ['use'] : [])];
  try {
    const { dataset } = dataOf(cell, DESIGN_REPLICATE);
    return { ...request, quantities: calibrationFor(estimator, arm, dataset).quantities };
  } catch (error) {
    findings.push(...findingsFrom(error, path));
    return { ...request, quantities: [] };
  }
}
