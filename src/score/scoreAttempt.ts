import type { Stream } from '../core/random/stream.ts';
import type { Effect, Estimate } from '../estimate/contract.ts';
import { checkAnswers } from './checkAnswers.ts';
import { crps } from './crps.ts';
import { rankOfTruth } from './rank.ts';
import type { Attempt, DatasetTruth, EffectScore } from './types.ts';

/** What an attempt says of itself, before it is named by unit and dataset. */
export type AttemptScore = Pick<Attempt, 'status' | 'reason' | 'effects' | 'diagnostics'>;

/** Holds one estimate against the truth, in the worker, where the draws still are.
 *
 *  A failed fit becomes a row with its reason and no effects. Answers that are not numbers, or not those asked for, become
 *  `invalid-output`. A fit that did not converge keeps its numbers, so that another limit needs no refit.
 *  @param truth estimands and true values of the dataset, in the order of the fit request; null where undefined
 *  @param levels interval levels, in the order of the fit request
 *  @param stream breaks ties of ranks
 *  @see statistics.md §3, §4 */
export function scoreAttempt(
  estimate: Estimate,
  truth: Pick<DatasetTruth, 'estimands' | 'values'>,
  levels: readonly number[],
  stream: Stream,
): AttemptScore {
  if (estimate.status !== 'ok' && estimate.status !== 'nonconverged') {
    return failure(estimate.status, reasonOf(estimate), truth.estimands.length);
  }
  const answers: readonly (Effect | null)[] = estimate.effects;
  const problem = checkAnswers(answers, truth.estimands, levels);
  if (problem !== null) return failure('invalid-output', problem, truth.estimands.length);
  return {
    status: estimate.status,
    ...(estimate.status === 'nonconverged' ? { reason: estimate.reason } : {}),
    effects: answers.map((effect, i) =>
      effect === null ? null : scoreEffect(effect, truth.values[i] ?? null, stream),
    ),
    diagnostics: estimate.diagnostics,
  };
}

function scoreEffect(effect: Effect, truth: number | null, stream: Stream): EffectScore {
  const { draws, mcse } = effect;
  const sharpness = draws === undefined || truth === null ? null : crps(draws, truth);
  return {
    point: effect.point,
    se: effect.se,
    intervals: effect.intervals.map(({ lower, upper }) => [lower, upper]),
    ...(sharpness === null ? {} : { crps: sharpness }),
    ...(draws === undefined || draws.length === 0 || truth === null ? {} : { rank: rankOfTruth(draws, truth, stream) }),
    ...(mcse === undefined ? {} : { mcse }),
  };
}

function failure(status: Attempt['status'], reason: string, estimands: number): AttemptScore {
  return { status, reason, effects: Array.from({ length: estimands }, () => null), diagnostics: {} };
}

function reasonOf(estimate: Exclude<Estimate, { status: 'ok' } | { status: 'nonconverged' }>): string {
  return estimate.status === 'refused' ? `${estimate.reason}: ${estimate.detail}` : estimate.detail;
}
