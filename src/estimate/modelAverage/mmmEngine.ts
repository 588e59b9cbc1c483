import type { Dataset } from '../../dataset/types.ts';
import { badObservations } from '../../inference/loo/exact.ts';
import type { Sample } from '../bayesian/bayesianMmm.ts';
import { assess, type Candidate, fitCandidate } from '../bayesian/compare.ts';
import type { FitRequest } from '../contract.ts';
import type { Draws, Fitted } from './fitted.ts';

/** All candidates by `bayesian-mmm`, each with streams of its own, and held against each other as `fit --compare` does: observations
 *  that PSIS is uneasy about are predicted by the same method for all.
 *  @param requestOf a candidate's request, by name */
export function fitMmm(
  candidates: readonly Candidate[],
  dataset: Dataset,
  requestOf: (name: string) => FitRequest,
  stream: FitRequest['stream'],
): readonly Fitted[] {
  const sampled = candidates.map((candidate) => {
    const { curves: _, ...asked } = requestOf(candidate.name);
    return fitCandidate(candidate, dataset, asked);
  });
  return assess(sampled, stream).map(({ name, estimate, accuracy }, i): Fitted => {
    const { sample } = sampled[i]!;
    if ((estimate.status !== 'ok' && estimate.status !== 'nonconverged') || sample === null) {
      return { status: 'unanswered', name, estimate };
    }
    const largest = accuracy?.loo.paretoK.reduce((a, b) => Math.max(a, b), -Infinity) ?? Infinity;
    return {
      ...{ status: 'answered', name, reason: estimate.status === 'ok' ? null : estimate.reason },
      fitted: estimate.fitted,
      pointwise: accuracy?.loo.pointwise ?? null,
      pareto: accuracy === null ? null : { largest, bad: badObservations(accuracy.loo).length },
      channels: sample.model.channels,
      draw: (count) => drawAnswers(sample, count, requestOf(name)),
    };
  });
}

/** Evenly spaced over the chains one after the other; some twice where more are asked than there are. */
function drawAnswers({ model, draws }: Sample, count: number, { estimands, curves }: FitRequest): Draws {
  const n = model.names.length;
  const total = draws.chains * draws.draws;
  const points = Array.from({ length: count }, (_, i) => {
    const place = Math.floor(((i + 0.5) * total) / count);
    const k = place % draws.draws;
    return draws.values[Math.floor(place / draws.draws)]!.subarray(k * n, (k + 1) * n);
  });
  const effectsAt = model.effects(estimands);
  const answers = points.map((at) => [...effectsAt(at)]);
  const effects = estimands.map((_, e) =>
    answers.some((answer) => answer[e] === null) ? null : Float64Array.from(answers, (answer) => answer[e]!),
  );
  if (curves === undefined || model.curves === undefined) return { effects, curves: null };
  const curvesAt = model.curves(curves);
  const byDraw = points.map((at) => curvesAt(at));
  return { effects, curves: model.channels.map((_, m) => byDraw.map((draw) => draw[m]!)) };
}
