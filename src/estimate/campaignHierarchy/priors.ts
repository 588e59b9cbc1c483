import { sd, sum } from '../../core/stats.ts';
import { makePrior } from '../../inference/priors/prior.ts';
import { headSum, type PerHead } from '../perHead.ts';
import { type Refused, refuse } from '../refusal.ts';
import type { VariancePriors } from '../varianceParts/marginal.ts';
import type { CampaignSettings } from './settings.ts';

/** Spread of a parent's campaigns against outcome per money, the ROAS that all channels had if nothing sold without them: no
 *  campaigns differ by more, and half of it is the arbitrary part. */
const SPREAD_SHARE = 0.5;

/** The laws of spreads and σ: as the settings say, else half-normal, by the size of outcome and spend. */
export function variancePriors(
  dataset: PerHead,
  parents: readonly string[],
  priors: CampaignSettings['priors'],
): VariancePriors | Refused {
  const noise = sd(dataset.outcome.values);
  const unit = SPREAD_SHARE * outcomePerMoney(dataset);
  if (!(noise > 0 && unit > 0)) return refuse('unsupported', 'the outcome does not move: there is no scale to it');
  const spread = (parent: string) => priors[`spread[${parent}]`] ?? priors.spread ?? (['half-normal', unit] as const);
  return {
    spreads: parents.map((parent) => makePrior(spread(parent), `priors.spread[${parent}]`)),
    sigma: makePrior(priors.sigma ?? ['half-normal', noise], 'priors.sigma'),
    units: { spreads: new Float64Array(parents.length).fill(unit), sigma: noise },
  };
}

/** Σ |y| over Σ of all channels' spend in the window. */
export function outcomePerMoney(dataset: PerHead): number {
  const sold = headSum(dataset.outcome.values.map(Math.abs), dataset);
  return sold / sum(dataset.channels.map(({ spend }) => headSum(spend.window, dataset)));
}
