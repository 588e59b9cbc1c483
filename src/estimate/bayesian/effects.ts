import { quantileSorted, sd } from '../../core/stats.ts';
import type { Estimand } from '../../dataset/estimand.ts';
import type { Dataset } from '../../dataset/types.ts';
import { pooled } from '../../inference/diagnostics/chains.ts';
import { type Summary, summarise } from '../../inference/diagnostics/summarise.ts';
import type { ChannelCurves } from '../../media/types.ts';
import type { CurveRequest, Effect, FitRequest } from '../contract.ts';
import { type ChannelResponse, channelResponse } from '../response.ts';
import { countedEffects } from './countedEffects.ts';
import type { Posterior } from './posterior.ts';
import type { PosteriorModel } from './posteriorModel.ts';
import type { Prepared } from './prepare.ts';
import { betasAt } from './roas/betas.ts';

/** Draws kept for scores: enough for CRPS, and 400 values take no time to sort. */
const KEPT_DRAWS = 400;

/** The effect of every asked estimand and how well its draws mixed; null where the single equation has no answer. */
export type EffectDraws = { readonly effect: Effect; readonly summary: Summary };

/** Effects draw by draw: the estimand's own definition on that draw's curves, with history and tail. */
export function effectsOf(
  model: Pick<PosteriorModel, 'names' | 'effects'>,
  posterior: Posterior,
  request: FitRequest,
): readonly (EffectDraws | null)[] {
  const n = model.names.length;
  const effectsAtPoint = model.effects(request.estimands);
  const draws = request.estimands.map(() => Array.from(posterior.values, () => new Float64Array(posterior.draws)));
  const answered = request.estimands.map(() => true);
  posterior.values.forEach((chain, c) => {
    for (let k = 0; k < posterior.draws; k++) {
      effectsAtPoint(chain.subarray(k * n, (k + 1) * n)).forEach((value, e) => {
        if (value === null) answered[e] = false;
        else draws[e]![c]![k] = value;
      });
    }
  });
  return request.estimands.map((estimand, e) => (answered[e] ? describe(estimand, draws[e]!, request.levels) : null));
}

/** The effects at a point, parameters in the model's order: null where a single equation has no answer. */
export function effectsAt(
  dataset: Dataset,
  prepared: Prepared,
  estimands: readonly Estimand[],
): (at: Float64Array) => readonly (number | null)[] {
  const betas = betasAt(prepared.model);
  const counted = countedEffects(dataset, prepared, estimands);
  const others = estimands.some((_, e) => !counted.covers(e));
  return (at) => {
    counted.respond(at);
    const responses = others ? responsesAt(dataset, prepared, at) : none;
    const beta = betas(at);
    return estimands.map((estimand, e) =>
      counted.covers(e) ? counted.effect(e, beta) : effectAt(estimand, prepared, responses, beta),
    );
  };
}

/** Response curves at a point: one a channel, one value a scale. */
export function curvesAt(
  dataset: Dataset,
  prepared: Prepared,
  { window, tails, scales }: CurveRequest,
): (at: Float64Array) => readonly Float64Array[] {
  const betas = betasAt(prepared.model);
  return (at) => {
    const beta = betas(at);
    return [...responsesAt(dataset, prepared, at).values()].map(({ channel, gain }, m) =>
      Float64Array.from(scales, (scale) => beta[m]! * prepared.outcomeScale * gain(window, tails[channel] ?? 0, scale)),
    );
  };
}

const none: ReadonlyMap<string, ChannelResponse> = new Map();

function responsesAt(dataset: Dataset, prepared: Prepared, at: Float64Array): ReadonlyMap<string, ChannelResponse> {
  const { model, channels } = prepared;
  return new Map(
    channels.map((channel, m) => {
      const { adstock, saturation, maxLag, normalize, order } = model.channels[m]!;
      const curves: ChannelCurves = {
        adstock: {
          curve: adstock.id,
          parameters: model.layout.adstock[m]!.map((i) => at[i]!),
          maxLag,
          normalize,
        },
        saturation: { curve: saturation.id, parameters: model.layout.saturation[m]!.map((i) => at[i]!) },
        order,
      };
      return [channel.name, channelResponse(dataset, channel, curves)];
    }),
  );
}

function effectAt(
  estimand: Estimand,
  { channels, outcomeScale }: Prepared,
  responses: ReadonlyMap<string, ChannelResponse>,
  betas: readonly number[],
): number | null {
  const m = channels.findIndex(({ name }) => name === estimand.channel);
  const perUnit = m < 0 ? null : responses.get(estimand.channel)!.effect(estimand);
  return perUnit === null ? null : betas[m]! * outcomeScale * perUnit;
}

/** Posterior median, sd, equal-tailed intervals. @see statistics.md §3 */
function describe(estimand: Estimand, chains: readonly Float64Array[], levels: readonly number[]): EffectDraws {
  const summary = summarise(chains);
  const all = pooled(chains);
  const sorted = all.slice().sort();
  const step = Math.max(1, Math.ceil(all.length / KEPT_DRAWS));
  const effect: Effect = {
    estimand,
    point: summary.median,
    se: sd(all),
    intervals: levels.map((level) => ({
      level,
      lower: quantileSorted(sorted, (1 - level) / 2),
      upper: quantileSorted(sorted, (1 + level) / 2),
    })),
    draws: all.filter((_, i) => i % step === 0),
    ...(summary.mcseMedian === null ? {} : { mcse: summary.mcseMedian }),
  };
  return { effect, summary };
}
