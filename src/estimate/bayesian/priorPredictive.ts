import type { Stream } from '../../core/random/stream.ts';
import { mean, sd, sum, variance } from '../../core/stats.ts';
import type { Estimand } from '../../dataset/estimand.ts';
import type { PosteriorModel } from './posteriorModel.ts';

/** What priors say before any data: one value a draw, in the data's units. What overflows is not finite. */
export type PriorPredictive = {
  /** by asked estimand; null where a single equation has no answer */
  readonly effects: readonly (Float64Array | null)[];
  /** contribution of all channels together over the window */
  readonly media: Float64Array;
  /** of a simulated outcome */
  readonly mean: Float64Array;
  readonly sd: Float64Array;
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
  /** var μ/(var μ + var ε) of a simulated outcome: the part of its variance that the equation explains */
  readonly explained: Float64Array;
  /** 1 − Σ(y − μ)²/Σ(y − ȳ)² of the data's outcome y, by a draw's mean μ */
  readonly r2: Float64Array;
  /** simulated values of the outcome, of as many draws as make a million numbers */
  readonly values: Float64Array;
};

/** More would say nothing more of a handful of quantiles. */
const MOST_VALUES = 1_000_000;

/** Draws parameters from the priors, and an outcome from each.
 *  @param observed the outcome of the data, in its units
 *  @param asked effects to be answered
 *  @param contributions of every channel over the window
 *  @see Gabry, Simpson, Vehtari, Betancourt & Gelman (2019), §3; Gelman, Goodrich, Gabry & Vehtari (2019) for `explained` */
export function priorPredictive(
  model: PosteriorModel,
  observed: Float64Array,
  { asked, contributions }: { readonly asked: readonly Estimand[]; readonly contributions: readonly Estimand[] },
  draws: number,
  stream: Stream,
): PriorPredictive {
  const n = observed.length;
  const unit = (i: number): number => model.outcomeUnits?.[i] ?? model.outcomeScale;
  const row = (): Float64Array => new Float64Array(draws);
  const out = { media: row(), mean: row(), sd: row(), lowest: row(), highest: row(), explained: row(), r2: row() };
  const effects = asked.map(() => row());
  const answered = asked.map(() => true);
  const values = new Float64Array(n * Math.min(draws, Math.ceil(MOST_VALUES / n)));
  const effectsAt = model.effects([...asked, ...contributions]);
  const mu = new Float64Array(n);
  const total = (n - 1) * variance(observed);
  for (let k = 0; k < draws; k++) {
    const at = model.drawParameters(stream);
    const simulated = model.drawOutcome(at, stream).map((y, i) => y * unit(i));
    model.mean(at, mu);
    for (let t = 0; t < n; t++) mu[t]! *= unit(t);
    const all = effectsAt(at);
    effects.forEach((values, e) => {
      const value = all[e]!;
      if (value === null) answered[e] = false;
      else values[k] = value;
    });
    // a contribution always has an answer
    out.media[k] = sum(all.slice(asked.length).map((value) => value!));
    out.mean[k] = mean(simulated);
    out.sd[k] = sd(simulated);
    out.lowest[k] = simulated.reduce((a, b) => Math.min(a, b), Infinity);
    out.highest[k] = simulated.reduce((a, b) => Math.max(a, b), -Infinity);
    const explained = variance(mu);
    out.explained[k] = explained / (explained + variance(simulated.map((y, t) => y - mu[t]!)));
    out.r2[k] = 1 - sum(observed.map((y, t) => (y - mu[t]!) * (y - mu[t]!))) / total;
    if (k * n < values.length) values.set(simulated, k * n);
  }
  return { ...out, effects: effects.map((values, e) => (answered[e] ? values : null)), values };
}
