import type { Dataset } from '../../dataset/types.ts';
import type { Estimate, FitRequest } from '../../estimate/contract.ts';
import { fitReadings } from '../../estimate/readings/fitReadings.ts';
import { instability } from '../../estimate/readings/instability.ts';
import type { Recordable } from './recordable.ts';

/** The estimate with what the study wants to know of every fit among its diagnostics: how it follows the outcome
 *  (`readings`), how its ROAS moves between windows (`stability`).
 *  @see docs/methods/readings.md */
export async function withReadings(
  estimate: Estimate,
  record: readonly Recordable[],
  data: Dataset,
  request: FitRequest,
  refit: (part: Dataset, request: FitRequest) => Estimate | Promise<Estimate>,
): Promise<Estimate> {
  if (!record.includes('readings') && !record.includes('stability')) return estimate;
  if (estimate.status !== 'ok' && estimate.status !== 'nonconverged') return estimate;
  const read = record.includes('readings') ? fitReadings(data.outcome.values, estimate.fitted, data.periods) : {};
  const moved = record.includes('stability') ? await instability(data, request, refit) : {};
  return { ...estimate, diagnostics: { ...estimate.diagnostics, ...read, ...moved } };
}
