import type { Dataset } from '../../dataset/types.ts';
import { compareElpd, type Standing, toldApart } from '../../inference/loo/compare.ts';
import { badObservations } from '../../inference/loo/exact.ts';
import type { Estimate, FitRequest } from '../contract.ts';
import { type Accuracy, betterAccuracy, uneasyObservations } from './accuracy.ts';
import { type SampledFit, sampledFit } from './bayesianMmm.ts';
import { predictiveAccuracy } from './loo.ts';
import type { BayesianSettings } from './settings.ts';

/** One of the models that are held against each other. */
export type Candidate = { readonly name: string; readonly settings: BayesianSettings };

/** Its fit and how well it predicts what it has not seen; null where there are no draws, or hopeless ones. */
export type CandidateFit = {
  readonly name: string;
  readonly estimate: Estimate;
  readonly accuracy: Accuracy | null;
};

/** A candidate's fit before it is held against the others. */
export type Sampled = SampledFit & { readonly candidate: Candidate };

/** Fits one model. The answers are those of `bayesianMmm.fit` with the same settings and request. */
export function fitCandidate(candidate: Candidate, dataset: Dataset, request: FitRequest): Sampled {
  return { candidate, ...sampledFit(dataset, candidate.settings, request) };
}

/** How well each predicts what it has not seen, by the same method for each observation.
 *  @param mostRefits fit a model again without each observation that PSIS-LOO cannot answer for, if there are no more than so
 *  many; 0 for never */
export function assess(
  fits: readonly Sampled[],
  stream: FitRequest['stream'],
  mostRefits = 0,
): readonly CandidateFit[] {
  const plain = fits.map(({ sample }) => sample && predictiveAccuracy(sample.model, sample.draws));
  const uneasy = [...new Set(plain.flatMap((one) => (one === null ? [] : uneasyObservations(one.loo))))];
  uneasy.sort((a, b) => a - b);
  return fits.map(({ candidate: { name, settings }, estimate, sample }, i) => {
    const loo = plain[i]!;
    const accuracy = sample && loo && betterAccuracy(sample, loo, uneasy, settings, stream, mostRefits);
    return { name, estimate, accuracy };
  });
}

/** Why models are not ranked. */
export type Doubt =
  | { readonly why: 'no-answer' | 'nonconverged'; readonly model: string; readonly detail: string }
  /** observations whose k̂ is above the threshold, the worst first */
  | { readonly why: 'pareto-k'; readonly model: string; readonly observations: readonly number[] }
  /** the fit without an observation is not to be trusted */
  | { readonly why: 'refit'; readonly model: string; readonly observation: number; readonly detail: string };

/** What the data say of the models. */
export type Choice =
  | { readonly status: 'withheld'; readonly doubts: readonly Doubt[] }
  | {
      /** `decided`: the best is told apart from every other; `tied`: not from all */
      readonly status: 'decided' | 'tied';
      /** best first */
      readonly standings: readonly Standing[];
      /** places in the given list: the best, and those that the data do not tell apart from it */
      readonly best: readonly number[];
    };

/** Ranks models by PSIS-LOO, unless one of them gives a reason not to: no answer, no convergence, or importance weights
 *  too heavy-tailed for its elpd to be trusted. @see statistics.md §5 */
export function choose(fits: readonly CandidateFit[]): Choice {
  const doubts = fits.flatMap(doubtsOf);
  if (doubts.length > 0) return { status: 'withheld', doubts };
  const standings = compareElpd(fits.map(({ accuracy }) => accuracy!.loo.pointwise));
  const best = standings.filter(({ difference }, i) => i === 0 || !toldApart(difference)).map(({ index }) => index);
  return { status: best.length === 1 ? 'decided' : 'tied', standings, best };
}

function doubtsOf({ name: model, estimate, accuracy }: CandidateFit): readonly Doubt[] {
  if (estimate.status === 'refused') {
    return [{ why: 'no-answer', model, detail: `refused: ${estimate.reason}: ${estimate.detail}` }];
  }
  if (estimate.status === 'error' || estimate.status === 'invalid-output' || estimate.status === 'timeout') {
    return [{ why: 'no-answer', model, detail: `${estimate.status}: ${estimate.detail}` }];
  }
  const unsettled =
    estimate.status === 'nonconverged' ? [{ why: estimate.status, model, detail: estimate.reason }] : [];
  if (accuracy === null) {
    const detail = 'the log likelihood of some draws is not finite';
    return [...unsettled, { why: 'no-answer', model, detail }];
  }
  const { loo, refits } = accuracy;
  const failed = refits.filter(({ reason }) => reason !== undefined);
  const left = badObservations(loo).filter((i) => !failed.some(({ observation }) => observation === i));
  return [
    ...unsettled,
    ...(left.length === 0 ? [] : [{ why: 'pareto-k' as const, model, observations: left }]),
    ...failed.map(({ observation, reason }) => ({ why: 'refit' as const, model, observation, detail: reason! })),
  ];
}
