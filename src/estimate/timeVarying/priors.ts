import { InputError } from '../../core/errors.ts';
import { closest } from '../../core/spelling.ts';
import { sd } from '../../core/stats.ts';
import { makePrior } from '../../inference/priors/prior.ts';
import { outcomePerMoney } from '../campaignHierarchy/priors.ts';
import type { PerHead } from '../perHead.ts';
import { type Refused, refuse } from '../refusal.ts';
import type { VariancePriors } from '../varianceParts/marginal.ts';
import type { VaryingEquation } from './equation.ts';
import type { TimeVaryingSettings } from './settings.ts';

/** Change of an effect from the window's first period to its last, as a share of outcome per money, the ROAS that all channels had
 *  if nothing sold without them. Media rarely bring more than half of that, and an effect rarely changes by more than half of
 *  itself: a quarter. Both halves are arbitrary. */
const CHANGE_SHARE = 0.25;

/** The laws of the steps' spreads and of σ: as the settings say, else half-normal, by the size of outcome and spend. A walk of J − 1
 *  steps of τ ends τ·√(J − 1) away, so that more knots mean smaller steps and the same change.
 *  @throws InputError for a prior of a channel that the equation does not have */
export function varyingPriors(
  dataset: PerHead,
  { channels, places }: VaryingEquation,
  priors: TimeVaryingSettings['priors'],
): VariancePriors | Refused {
  const names = channels.map(({ name }) => `tau[${name}]`);
  checkNames(priors, [...names, 'tau', 'sigma']);
  const noise = sd(dataset.outcome.values);
  const step = (CHANGE_SHARE * outcomePerMoney(dataset)) / Math.sqrt(places.length - 1);
  if (!(noise > 0 && step > 0)) return refuse('unsupported', 'the outcome does not move: there is no scale to it');
  return {
    spreads: names.map((name) => makePrior(priors[name] ?? priors.tau ?? ['half-normal', step], `priors.${name}`)),
    sigma: makePrior(priors.sigma ?? ['half-normal', noise], 'priors.sigma'),
    units: { spreads: new Float64Array(names.length).fill(step), sigma: noise },
  };
}

function checkNames(priors: TimeVaryingSettings['priors'], allowed: readonly string[]): void {
  for (const name of Object.keys(priors)) {
    if (allowed.includes(name)) continue;
    const guess = closest(name, allowed);
    const message = `no parameter "${name}" with a prior here; allowed: ${allowed.join(', ')}`;
    throw new InputError({ path: `priors.${name}`, message, ...(guess === undefined ? {} : { guess }) });
  }
}
