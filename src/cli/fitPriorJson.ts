import { estimandKey } from '../dataset/estimand.ts';
import type { FitInput } from './fitInput.ts';
import { PRIOR_DRAWS, type PriorFindings, SHOWN_QUANTILES } from './fitPriorFindings.ts';
import type { PriorSummary } from './fitPriorSummary.ts';

const summary = ({ median, intervals }: PriorSummary) => ({ median, intervals });

/** Everything that `fit --prior` found, snake_case. */
export function priorJson(
  { file, dataset, spec }: FitInput,
  found: PriorFindings,
  warnings: readonly string[],
): unknown {
  const { effects, mediaShare, outcome, negative, explained, r2, quantiles } = found;
  return {
    file,
    digest: dataset.digest,
    periods: dataset.periods,
    estimator: spec.estimator.use,
    carryover_start: dataset.carryoverStart,
    draws: PRIOR_DRAWS,
    effects: effects.map(({ estimand, prior }) => ({
      channel: estimand.channel,
      estimand: estimandKey(estimand),
      ...summary(prior),
    })),
    media_share: mediaShare === null ? null : { ...summary(mediaShare.prior), above_outcome: mediaShare.aboveOutcome },
    explained: summary(explained),
    r2: summary(r2),
    outcome: {
      ...Object.fromEntries(outcome.map(({ name, data, prior }) => [name, { data, ...summary(prior) }])),
      share_negative: negative,
      quantiles: SHOWN_QUANTILES.map((p, i) => ({ p, data: quantiles.data[i]!, prior: quantiles.prior[i]! })),
    },
    warnings,
  };
}
