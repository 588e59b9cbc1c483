import { sum } from '../../../core/stats.ts';
import type { Estimand } from '../../../dataset/estimand.ts';
import type { Dataset } from '../../../dataset/types.ts';
import { keptChannels } from '../../columns.ts';
import { type Refused, refuse } from '../../refusal.ts';
import { spentIn } from '../lift/priors.ts';
import type { BayesianSettings } from '../settings.ts';
import { aimedEstimand } from './aimedEstimand.ts';
import { impossibleCenter, isOnRoas, withRoasPriors } from './priors.ts';

/** Why the asked prior on ROAS cannot be, if it cannot: a center that no lognormal has, or a channel without money in the
 *  window of its ROAS. */
export function whyNoRoasPrior(
  dataset: Dataset,
  settings: BayesianSettings,
  asked: readonly Estimand[],
): Refused | undefined {
  const impossible = impossibleCenter(settings.roas_prior);
  if (impossible !== null) return refuse('unsupported', impossible);
  const priors = withRoasPriors(
    settings,
    dataset.channels.map(({ name }) => name),
  );
  const unpaid = keptChannels(dataset, settings.channels).filter(({ name, spend }) => {
    if (!isOnRoas(priors, name)) return false;
    const aim = settings.roas_prior?.estimand;
    const [first, last] = aimedEstimand(asked, name, aim, dataset, settings.adstock.maxLag).window;
    return !(sum(spend.window.subarray(first, last + 1)) > 0);
  });
  const untested = (settings.lift_tests ?? []).filter((test) => test.use === 'prior' && !(spentIn(test, dataset) > 0));
  const names = [...unpaid.map(({ name }) => name), ...untested.map(({ channel }) => channel)];
  if (names.length === 0) return undefined;
  return refuse('all-zero-channel', `no ROAS to put a prior on without spend: ${[...new Set(names)].join(', ')}`);
}
