import { InputError, type Problem } from '../../../core/errors.ts';
import { log } from '../../../core/math.ts';
import type { PriorSpec } from '../../../core/prior.ts';
import { closest } from '../../../core/spelling.ts';
import { awaitsTruth, type RoasPrior } from './settings.ts';

export type PriorSettings = {
  readonly priors: Readonly<Record<string, PriorSpec>>;
  readonly roas_prior?: RoasPrior | undefined;
};

/** Is this channel's prior on its ROAS? A prior by the channel's name goes before one for all. */
export function isOnRoas(priors: Readonly<Record<string, PriorSpec>>, channel: string): boolean {
  if (`roas[${channel}]` in priors) return true;
  return 'roas' in priors && !(`beta[${channel}]` in priors);
}

/** Priors that cannot stand together: a channel has one on β or one on ROAS. Path below the settings, and message. */
export function roasPriorConflicts({ priors, roas_prior }: PriorSettings): readonly {
  readonly path: readonly string[];
  readonly message: string;
}[] {
  const label = (name: string): string => name.replace(/^\w+/, '');
  const twice = Object.keys(priors).flatMap((name) =>
    name.startsWith('beta') && `roas${label(name)}` in priors
      ? [{ path: ['priors', name], message: `roas${label(name)} has a prior as well; a channel has one on either` }]
      : [],
  );
  if (roas_prior === undefined) return twice;
  const { center } = roas_prior;
  const some = typeof center === 'object' && !awaitsTruth(center) ? Object.keys(center) : null;
  const covered = (name: string): boolean =>
    some === null ? /^(beta|roas)(\[|$)/.test(name) : some.some((c) => name === `beta[${c}]` || name === `roas[${c}]`);
  return [
    ...twice,
    ...Object.keys(priors)
      .filter(covered)
      .map((name) => ({
        path: ['priors', name],
        message: 'roas_prior gives the ROAS a prior already; keep one of them',
      })),
  ];
}

/** All priors by name, with `roas_prior` written out as lognormal ones.
 *  @param channels names in the data
 *  @throws InputError for a center that is still to be filled in, or for a channel that the data have not */
export function withRoasPriors(
  { priors, roas_prior }: PriorSettings,
  channels: readonly string[],
): Readonly<Record<string, PriorSpec>> {
  if (roas_prior === undefined) return priors;
  checkCenter(roas_prior, channels);
  const { center, base_sd, strength } = roas_prior;
  const prior = (median: number): PriorSpec => ['lognormal', log(median), base_sd / Math.sqrt(strength)];
  if (typeof center === 'number') return { ...priors, roas: prior(center) };
  if (awaitsTruth(center)) {
    throw new InputError({
      path: 'roas_prior.center',
      message: 'received truth; only a study on a scenario can fill it in',
    });
  }
  return { ...priors, ...Object.fromEntries(Object.entries(center).map(([c, value]) => [`roas[${c}]`, prior(value)])) };
}

/** @throws InputError for centers and estimands of channels that the data have not */
export function checkCenter(roasPrior: RoasPrior | undefined, channels: readonly string[]): void {
  const problems = (['center', 'estimand'] as const).flatMap((setting): Problem[] => {
    const by = roasPrior?.[setting];
    if (typeof by !== 'object' || (setting === 'center' && awaitsTruth(roasPrior!.center))) return [];
    return Object.keys(by)
      .filter((name) => !channels.includes(name))
      .map((name) => {
        const guess = closest(name, channels);
        const message = `the data have no channel "${name}"; allowed: ${channels.join(', ')}`;
        return { path: `roas_prior.${setting}.${name}`, message, ...(guess === undefined ? {} : { guess }) };
      });
  });
  if (problems.length > 0) throw new InputError(problems);
}

/** Why no lognormal has this center, or null: true returns of 0 or less come with placebo channels. */
export function impossibleCenter(roasPrior: RoasPrior | undefined): string | null {
  const center = roasPrior?.center;
  if (typeof center !== 'object') return null;
  const wrong = Object.entries(center).filter(([, value]) => !(value > 0));
  if (wrong.length === 0) return null;
  const list = wrong.map(([name, value]) => `${name} (${value})`).join(', ');
  return `a lognormal ROAS prior has a center above 0; roas_prior centers ${list}`;
}
