import { type BetterElpd, badObservations, withBetter } from '../../inference/loo/exact.ts';
import { type PsisLoo, psisLoo } from '../../inference/loo/psis.ts';
import type { Waic } from '../../inference/loo/waic.ts';
import type { FitRequest } from '../contract.ts';
import type { Sample } from './bayesianMmm.ts';
import { integratedLogLikelihood } from './leaveOut.ts';
import { exactElpd } from './refit.ts';
import type { BayesianSettings } from './settings.ts';

/** How well a fit predicts what it has not seen. */
export type Accuracy = {
  readonly loo: PsisLoo;
  readonly waic: Waic;
  /** observations whose elpd comes from importance sampling with the linear part integrated out */
  readonly integrated: readonly number[];
  /** observations left out in turn, with a fit to the others each; `reason`: why that fit is not to be trusted */
  readonly refits: readonly { readonly observation: number; readonly reason?: string }[];
};

/** Above this k̂ the weights have no variance; PSIS still serves up to the threshold, less and less. Vehtari et al. (2017). */
const UNEASY = 0.5;

/** Observations that this fit's PSIS-LOO is uneasy about. */
export function uneasyObservations({ paretoK }: PsisLoo): readonly number[] {
  return Array.from(paretoK.keys()).filter((i) => !(paretoK[i]! <= UNEASY));
}

/** A fit's PSIS-LOO made better: first with the linear part integrated out, so that an event's own dummy costs nothing; then,
 *  where k̂ is still too large, by a fit without the observation.
 *  @param loo from the likelihood as it is
 *  @param uneasy observations to integrate for; the same for all models that are compared, or the change of method would pass
 *  for a difference of the models
 *  @param mostRefits fit again only where no more than so many observations are left */
export function betterAccuracy(
  { model, chains }: Sample,
  { loo, waic }: Pick<Accuracy, 'loo' | 'waic'>,
  uneasy: readonly number[],
  settings: BayesianSettings,
  stream: FitRequest['stream'],
  mostRefits: number,
): Accuracy {
  const { leavingOut } = model;
  if (leavingOut === undefined) return { loo, waic, integrated: [], refits: [] };

  const better = new Map<number, BetterElpd>();
  for (const i of uneasy) {
    const logLikelihood = integratedLogLikelihood(model, leavingOut(i), chains);
    if (logLikelihood === null) break;
    const { pointwise, paretoK } = psisLoo([logLikelihood]);
    const k = hardlyVaries(logLikelihood) ? 0 : paretoK[0]!;
    if (k <= loo.kThreshold || k < loo.paretoK[i]!) better.set(i, { elpd: pointwise[0]!, paretoK: k });
  }
  const integrated = [...better.keys()];
  const improved = withBetter(loo, better);

  const bad = badObservations(improved);
  if (bad.length > mostRefits) return { loo: improved, waic, integrated, refits: [] };
  const exact = new Map<number, BetterElpd>();
  const refits = bad.map((observation) => {
    const elpd = exactElpd(model, leavingOut(observation), observation, settings, stream);
    if (typeof elpd !== 'number') return { observation, ...elpd };
    exact.set(observation, { elpd, paretoK: 0 });
    return { observation };
  });
  return { loo: withBetter(improved, exact), waic, integrated, refits };
}

/** Where the largest weight is not twice the smallest there is no tail whose shape could matter, and k̂ is about nothing. */
function hardlyVaries(logLikelihood: Float64Array): boolean {
  let [low, high] = [Infinity, -Infinity];
  for (const value of logLikelihood) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return high - low < Math.LN2;
}
