import { openStream, RNG_VERSION, type Stream } from '../../core/random/stream.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { Estimate, Estimator } from '../../estimate/contract.ts';
import { checkEstimate } from '../../estimate/contractCheck.ts';
import { rollable } from '../../estimate/readings/instability.ts';
import { type AttemptScore, scoreAttempt } from '../../score/scoreAttempt.ts';
import type { Attempt, DecisionScore } from '../../score/types.ts';
import type { TrueDecision } from '../../simulate/decision/trueDecision.ts';
import { keepParameters } from '../claims/keepParameters.ts';
import { curveRequest } from '../decision/curveRequest.ts';
import { decide } from '../decision/decide.ts';
import { withLiftTests } from '../lift/withLiftTests.ts';
import { centeredOn, centerRequest, withTrueCenters } from '../plan/trueCenters.ts';
import type { Plan, PlannedArm, PlannedCell } from '../plan/types.ts';
import { unitId } from '../plan/unit.ts';
import { withReadings } from '../readings/withReadings.ts';
import { dataIn } from './dataIn.ts';
import { isAllocationFailure, messageOf } from './failure.ts';
import { withTruth } from './withTruth.ts';

/** Fits one arm to one dataset and scores the answer. Whatever goes wrong is a row, never an exception, and never tried again.
 *  @param dataset as simulated; the arm may be fitted to another form of it
 *  @param values true effects in the order of the cell's estimands
 *  @param judge in a study of decisions: what each costs on this dataset
 *  @see statistics.md §4 */
export async function attemptFit(
  plan: Plan,
  cell: PlannedCell,
  arm: PlannedArm,
  replicate: number,
  estimator: Estimator,
  dataset: Dataset,
  values: readonly (number | null)[],
  judge?: TrueDecision,
): Promise<Attempt> {
  const { digest } = dataset;
  // statistics.md §2: the arm by what it is, not what it is called; the digest, so that cells draw apart
  const stream = (role: string) => openStream([RNG_VERSION, 'fit', plan.seed, replicate, digest, arm.id, role]);
  const { estimands } = cell;
  const { levels } = plan;
  const data = dataIn(plan, cell, arm, dataset);
  const settings = settingsFor(plan, cell, arm, estimator, values, replicate);
  const curves = judge === undefined ? undefined : curveRequest(cell, plan.decision!, judge.channels);
  const request = { estimands, levels, stream };
  const own = await fit(estimator, data, settings, curves === undefined ? request : { ...request, curves });
  const keeps = plan.record?.includes('parameters') === true;
  const kept = keeps ? keepParameters(own, arm.use, settings, data, cell.world) : own;
  const refit: Parameters<typeof withReadings>[4] = (part, of) => fit(estimator, part, settings, of);
  const record = (plan.record ?? []).filter((what) => what !== 'stability' || rollable(settings));
  const estimate = await withReadings(kept, record, data, request, refit);
  const scoreOf = (one: Estimate): AttemptScore =>
    score(
      one,
      { estimands, values },
      levels,
      lazyStream(() => stream('score')),
    );
  const answered = scoreOf(estimate);
  const decided =
    judge && answered.status === own.status ? decideOn(() => decide(own, judge, plan.decision!, curves!)) : {};
  const scored = 'fault' in decided ? scoreOf(decided.fault) : answered;
  const decision = 'decision' in decided ? decided : {};
  const status = ranOut(scored) ? 'oom' : scored.status;
  return { unit: unitId(cell, replicate, arm), digest, ...scored, ...decision, status };
}

/** Curves so odd that no budget can be split on them are the estimator's fault, and a row. */
function decideOn(
  split: () => DecisionScore | undefined,
): { readonly decision?: DecisionScore } | { readonly fault: Estimate } {
  try {
    const decision = split();
    return decision === undefined ? {} : { decision };
  } catch (error) {
    return { fault: { status: 'invalid-output', detail: messageOf(error) } };
  }
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
  const key = { seed: plan.seed, replicate };
  const settings = withLiftTests(withTruth(arm.settings, estimator, cell, values, key), cell, key);
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
    const channels = dataset.channels.map(({ name }) => name);
    return checkEstimate(await estimator.fit(dataset, settings, request), request, rows, channels);
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
