import { mean, quantileSorted, sd, sorted, sum } from '../core/stats.ts';
import type { Estimand } from '../dataset/estimand.ts';
import type { PriorPredictive } from '../estimate/bayesian/priorPredictive.ts';
import { type PriorSummary, share, summarisePrior } from './fitPriorSummary.ts';

/** Monte Carlo error of a share below .012. */
export const PRIOR_DRAWS = 2000;

/** Quantiles at which the outcome of the data and those of the priors are held against each other. */
export const SHOWN_QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/** A quantity as the priors have it, beside what it is in the data, where it is anything there. */
export type PriorQuantity = { readonly name: string; readonly data?: number; readonly prior: PriorSummary };

/** What the priors say, ready to be shown. */
export type PriorFindings = {
  readonly effects: readonly { readonly estimand: Estimand; readonly prior: PriorSummary }[];
  /** all channels together, as a part of the data's outcome; null where that is not positive */
  readonly mediaShare: { readonly prior: PriorSummary; readonly aboveOutcome: number } | null;
  /** mean, sd, lowest and highest value of an outcome */
  readonly outcome: readonly PriorQuantity[];
  /** part of the simulated values below 0, and of the data's */
  readonly negative: { readonly data: number; readonly prior: number };
  readonly explained: PriorSummary;
  readonly r2: PriorSummary;
  readonly quantiles: { readonly data: readonly number[]; readonly prior: readonly number[] };
};

export function findingsOf(prior: PriorPredictive, asked: readonly Estimand[], observed: Float64Array): PriorFindings {
  const total = sum(observed);
  const [values, data] = [sorted(prior.values), sorted(observed)];
  const quantity = (name: string, drawn: Float64Array, inData: number): PriorQuantity => ({
    name,
    data: inData,
    prior: summarisePrior(drawn),
  });
  return {
    effects: asked.flatMap((estimand, e) => {
      const draws = prior.effects[e]!;
      return draws === null ? [] : [{ estimand, prior: summarisePrior(draws) }];
    }),
    mediaShare:
      total > 0
        ? {
            prior: summarisePrior(prior.media.map((media) => media / total)),
            aboveOutcome: share(prior.media, (media) => media > total),
          }
        : null,
    outcome: [
      quantity('mean', prior.mean, mean(observed)),
      quantity('sd', prior.sd, sd(observed)),
      quantity('lowest', prior.lowest, data[0]!),
      quantity('highest', prior.highest, data.at(-1)!),
    ],
    negative: { data: share(observed, (y) => y < 0), prior: share(prior.values, (y) => y < 0) },
    explained: summarisePrior(prior.explained),
    r2: summarisePrior(prior.r2),
    quantiles: {
      data: SHOWN_QUANTILES.map((p) => quantileSorted(data, p)),
      prior: SHOWN_QUANTILES.map((p) => quantileSorted(values, p)),
    },
  };
}
