import { decisionMeasures } from '../../score/measures/decisions.ts';
import { rankAccuracyId } from '../../score/measures/rankAccuracy.ts';
import { measures } from '../../score/measures/registry.ts';
import type { Claim, ClaimKind, ClaimSide } from './types.ts';

/** Names, and what they say, of the measures that only claims know. */
export const acrossChannels = {
  mean_abs_relative_error: 'mean |θ̂ − θ|/|θ| over channels and replicates',
  mean_relative_error: 'mean (θ̂ − θ)/|θ| over channels and replicates',
  total_relative_bias: 'mean error of the sum over channels, over its mean truth',
} as const;

export const acrossArms = {
  fit_rank_correlation:
    'Spearman correlation over arms of a diagnostic with the mean |θ̂ − θ|/|θ|, mean over replicates',
  best_by_fit_regret: 'share of replicates where the arm best by a diagnostic is not the one nearest to the truth',
} as const;

/** What fits say of themselves. */
export const ofDiagnostics = { mean_diagnostic: 'mean of a diagnostic of the fits, as r2 or heldout_mape' } as const;

/** How well a diagnostic finds the fits that are wrong, over cells and arms together. */
export const ofDetectors = {
  roc_area:
    'probability that a diagnostic looks worse in a fit whose ROAS is wrong than in one whose is not, over arms and cells',
} as const;

export const ofCurves = {
  max_difference: 'largest |f − g| over a range',
  max_difference_share: 'the same as a share of the larger range of values of the two',
} as const;

/** Measures that a parameter has too: those that need no more than an estimate and a truth. */
export const ofParameters: readonly string[] = Object.values(measures)
  .filter(({ needs }) => needs.every((need) => need === 'truth'))
  .map(({ id }) => id);

/** Measures of all channels together. */
export const ofChannels: readonly string[] = [...Object.keys(acrossChannels), rankAccuracyId, measures.coverage.id];

/** Every word that may stand for `measure:`. */
export const claimMeasures: readonly string[] = [
  ...Object.keys(measures),
  rankAccuracyId,
  ...[decisionMeasures, acrossChannels, acrossArms, ofDiagnostics, ofDetectors, ofCurves].flatMap((table) =>
    Object.keys(table),
  ),
];

const has = (table: object, measure: string): boolean => Object.hasOwn(table, measure);

export function claimKind({
  curves,
  parameter,
  measure,
  channel,
}: Pick<Claim, 'curves' | 'measure'> & ClaimSide): ClaimKind {
  if (curves !== undefined || has(ofCurves, measure)) return 'curves';
  if (has(ofDetectors, measure)) return 'detector';
  if (parameter !== undefined) return 'parameter';
  if (has(acrossArms, measure)) return 'arms';
  if (has(ofDiagnostics, measure)) return 'diagnostic';
  if (has(decisionMeasures, measure)) return 'decision';
  const several = channel === '*' || Array.isArray(channel);
  return several || has(acrossChannels, measure) || measure === rankAccuracyId ? 'channels' : 'channel';
}
