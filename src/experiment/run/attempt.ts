import { openStream, RNG_VERSION, type Stream } from '../../core/random/stream.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { Estimate, Estimator } from '../../estimate/contract.ts';
import { checkEstimate } from '../../estimate/contractCheck.ts';
import { type AttemptScore, scoreAttempt } from '../../score/scoreAttempt.ts';
import type { Attempt } from '../../score/types.ts';
import { keepParameters } from '../claims/keepParameters.ts';
import { centeredOn, centerRequest, withTrueCenters } from '../plan/trueCenters.ts';
import type { Plan, PlannedArm, PlannedCell } from '../plan/types.ts';
import { unitId } from '../plan/unit.ts';
import { dataIn } from './dataIn.ts';
import { isAllocationFailure, messageOf } from './failure.ts';
import { withTruth } from './withTruth.ts';

/** Fits one arm to one dataset and scores the answer. Whatever goes wrong is a row, never an exception, and never tried again.
 *  @param dataset as simulated; the arm may be fitted to another form of it
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
  const data = dataIn(plan, cell, arm, dataset);
  const settings = settingsFor(plan, cell, arm, estimator, values, replicate);
  const own = await fit(estimator, data, settings, { estimands, levels, stream });
  const keeps = plan.record?.includes('parameters') === true;
  const estimate = keeps ? keepParameters(own, arm.use, settings, data, cell.world) : own;
  const scored = score(
    estimate,
    { estimands, values },
    levels,
    lazyStream(() => stream('score')),
  );
  const status = ranOut(scored) ? 'oom' : scored.status;
  return { unit: unitId(cell, replicate, arm), digest, ...scored, status };
}

/** The arm's settings, with numbers wherever they ask for the truth. */
function settingsFor(
  plan: Plan,
  cell: PlannedCell,
  arm: PlannedArm,
  estimator: Estimator,
  values: readonly (number | null)[],
  replicate: number,
): unknown {
  const settings = withTruth(arm.settings, estimator, cell, values, { seed: plan.seed, replicate });
  const request = centerRequest(settings);
  const conditioning = cell.conditioning[plan.arms.indexOf(arm)];
  if (request === null || !conditioning) return settings;
  return withTrueCenters(settings, request, centeredOn(cell, request, conditioning), cell, values);
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

/** Opening a stream costs a hash, and most scores draw nothing. */
function lazyStream(open: () => Stream): Stream {
  let opened: Stream | undefined;
  const stream = (): Stream => {
    opened ??= open();
    return opened;
  };
  return { next32: () => stream().next32(), uniform: () => stream().uniform(), normal: () => stream().normal() };
}

/** Of memory, in the fit or while its draws were scored. */
function ranOut({ status, reason = '' }: AttemptScore): boolean {
  return (status === 'error' || status === 'invalid-output') && isAllocationFailure(reason);
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
