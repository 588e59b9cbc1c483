import type { Stream } from '../../core/random/stream.ts';
import { mean } from '../../core/stats.ts';
import { resampleResiduals } from '../../inference/bootstrap/residual.ts';
import { elasticNet } from '../../inference/coordinateDescent/elasticNet.ts';
import type { ChannelResponse } from '../response.ts';
import type { Candidate } from './candidates.ts';

/** The chosen models, answering as their average. */
export type Ensemble = {
  /** one a model: its channels' responses and their coefficients, in order */
  readonly models: readonly { readonly responses: readonly ChannelResponse[]; readonly media: Float64Array }[];
  /** are the draws the models themselves, or replicates of their average? */
  readonly kind: 'between' | 'within';
  /** draws of a quantity that is linear in a channel's coefficient.
   *  @param units one a model: the quantity at a coefficient of 1 */
  readonly draws: (channel: number, units: readonly number[]) => Float64Array;
};

/** Average of a quantity over the models. */
export function average({ models }: Ensemble, channel: number, units: readonly number[]): number {
  return mean(models.map(({ media }, k) => units[k]! * media[channel]!));
}

/** Each model is a draw. What the data leave open enters only as far as it makes the chosen models differ. */
export function betweenModels(models: Ensemble['models']): Ensemble {
  return {
    ...{ models, kind: 'between' },
    draws: (channel, units) => Float64Array.from(models, ({ media }, k) => units[k]! * media[channel]!),
  };
}

/** Residuals resampled in blocks and fitted again, with the transforms and penalty of each model held; all models get the same blocks.
 *  @param y G·T
 *  @param stream opened once a model, from the same key */
export function withinModels(
  models: Ensemble['models'],
  chosen: readonly Candidate[],
  y: Float64Array,
  options: {
    readonly periods: number;
    readonly block: number;
    readonly replicates: number;
    readonly stream: () => Stream;
  },
): Ensemble {
  const refits = chosen.map(({ design, penalty, fit, fitted }) => {
    const residuals = y.map((value, i) => value - fitted[i]!);
    const sample = new Float64Array(y.length);
    const rows: Float64Array[] = [];
    const df = Math.max(1, y.length - fit.df);
    resampleResiduals({ ...options, stream: options.stream(), residuals, df }, (errors) => {
      for (let i = 0; i < sample.length; i++) sample[i] = fitted[i]! + errors[i]!;
      const { coefficients } = elasticNet(design, sample, penalty, undefined, fit.scaled);
      rows.push(coefficients.slice(coefficients.length - models[0]!.media.length));
    });
    return rows;
  });
  return {
    ...{ models, kind: 'within' },
    draws: (channel, units) =>
      Float64Array.from({ length: options.replicates }, (_, r) =>
        mean(refits.map((rows, k) => units[k]! * rows[r]![channel]!)),
      ),
  };
}
