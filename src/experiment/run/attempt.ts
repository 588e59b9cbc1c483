import { openStream, RNG_VERSION, type Stream } from '../../core/random/stream.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { Estimate, Estimator } from '../../estimate/contract.ts';
import { checkEstimate } from '../../estimate/contractCheck.ts';
import { type AttemptScore, scoreAttempt } from '../../score/scoreAttempt.ts';
import type { Attempt } from '../../score/types.ts';
import { centeredOn, centerRequest, withTrueCenters } from '../plan/trueCenters.ts';
import type { Plan, PlannedArm, PlannedCell } from '../plan/types.ts';
import { unitId } from '../plan/unit.ts';
import { dataFor } from './dataFor.ts';
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
  const estimate = await fit(estimator, dataFor(arm, dataset), settingsFor(plan, cell, arm, estimator, values), {
    estimands,
    levels,
    stream,
  });
  return {
    unit: unitId(cell, replicate, arm),
    digest,
    ...(isOutOfMemory(estimate)
      ? { status: 'oom', reason: estimate.detail, effects: estimands.map(() => null), diagnostics: {} }
      : score(
          estimate,
          { estimands, values },
          levels,
          lazyStream(() => stream('score')),
        )),
  };
}

/** The arm's settings, with numbers wherever they ask for the truth. */
function settingsFor(
  plan: Plan,
  cell: PlannedCell,
  arm: PlannedArm,
  estimator: Estimator,
  values: readonly (number | null)[],
): unknown {
  const settings = withTruth(arm.settings, estimator, cell, values);
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

/** What V8, JavaScriptCore and SpiderMonkey say where an array finds no room: the machine's fault, not the fit's. */
function isOutOfMemory(estimate: Estimate): estimate is Extract<Estimate, { status: 'error' }> {
  return (
    estimate.status === 'error' && /^(Array buffer allocation failed|Out of memory|out of memory)/.test(estimate.detail)
  );
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
