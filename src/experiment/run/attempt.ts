import { openStream, RNG_VERSION } from '../../core/random/stream.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { Estimate, Estimator } from '../../estimate/contract.ts';
import { checkEstimate } from '../../estimate/contractCheck.ts';
import { type AttemptScore, scoreAttempt } from '../../score/scoreAttempt.ts';
import type { Attempt } from '../../score/types.ts';
import type { Plan, PlannedArm, PlannedCell } from '../plan/types.ts';
import { unitId } from '../plan/unit.ts';
import { withTruth } from './withTruth.ts';

/** Fits one arm to one dataset and scores the answer. Whatever goes wrong is a row, never an exception, and never tried again.
 *  @param values true effects in the order of the cell's estimands
 *  @see statistics.md §4 */
export async function attemptFit(
  plan: Plan,
  cell: PlannedCell,
  arm: PlannedArm,
  replicate: number,
  estimator: Estimator,
  dataset: Dataset,
  values: readonly (number | null)[],
): Promise<Attempt> {
  const { digest } = dataset;
  // statistics.md §2: the arm by what it is, not what it is called; the digest, so that cells draw apart
  const stream = (role: string) => openStream([RNG_VERSION, 'fit', plan.seed, replicate, digest, arm.id, role]);
  const { estimands } = cell;
  const { levels } = plan;
  const estimate = await fit(estimator, dataset, withTruth(arm.settings, estimator, cell, values), {
    estimands,
    levels,
    stream,
  });
  return {
    unit: unitId(cell, replicate, arm),
    digest,
    ...score(estimate, { estimands, values }, levels, stream('score')),
  };
}

async function fit(
  estimator: Estimator,
  dataset: Dataset,
  settings: unknown,
  request: Parameters<Estimator['fit']>[2],
): Promise<Estimate> {
  try {
    const rows = dataset.geos.length * dataset.periods;
    return checkEstimate(await estimator.fit(dataset, settings, request), request, rows);
  } catch (error) {
    return { status: 'error', detail: messageOf(error) };
  }
}

/** An answer so odd that scoring it fails is the estimator's fault, and a row. */
function score(estimate: Estimate, ...rest: Tail<Parameters<typeof scoreAttempt>>): AttemptScore {
  try {
    return scoreAttempt(estimate, ...rest);
  } catch (error) {
    return scoreAttempt({ status: 'invalid-output', detail: messageOf(error) }, ...rest);
  }
}

type Tail<List extends readonly unknown[]> = List extends readonly [unknown, ...infer Rest] ? Rest : never;

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
