import { InputError } from '../../core/errors.ts';
import { type Estimand, type EstimandKind, estimandKey } from '../../dataset/estimand.ts';
import { isPriorKind, priorKinds } from '../../estimate/bayesian/roas/aimedEstimand.ts';
import type { Conditioning } from '../../estimate/contract.ts';
import { channelsOf } from '../../scenario/graph.ts';
import { onTarget } from '../../score/target.ts';
import { causesOf } from './causes.ts';
import type { PlannedCell } from './types.ts';

/** What settings say of priors on ROAS: the multiple of the truth they are centered on, and the ROAS they are on, where named. */
export type CenterRequest = { readonly multiple: number; readonly estimand: unknown };

/** `roas_prior: { center: truth }` or `roas_prior: { center: { truth: 2 } }`; null for settings with neither. */
export function centerRequest(settings: unknown): CenterRequest | null {
  const prior = property(settings, 'roas_prior');
  const center = property(prior, 'center');
  const multiple = center === 'truth' ? 1 : property(center, 'truth');
  return typeof multiple === 'number' ? { multiple, estimand: property(prior, 'estimand') } : null;
}

const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;

/** `aims:` says which ROAS a prior centered on the truth is on, where the settings do not: it then changes what is fitted, and
 *  so belongs to the settings, which name the arm. */
export function withAims(settings: unknown, aims: EstimandKind | undefined): unknown {
  const request = centerRequest(settings);
  if (aims === undefined || request === null || request.estimand !== undefined) return settings;
  const { roas_prior } = settings as { readonly roas_prior: object };
  return { ...(settings as object), roas_prior: { ...roas_prior, estimand: aims } };
}

/** The estimand whose true value centers each channel's prior, as an index into the cell's: the one that the settings name,
 *  else the first ROAS that the arm aims at.
 *  @throws InputError where the study does not ask for it, as its truth is then not computed */
export function centeredOn(
  { world, recording, estimands }: Pick<PlannedCell, 'world' | 'recording' | 'estimands'>,
  request: CenterRequest,
  conditioning: Conditioning,
): ReadonlyMap<string, number> {
  const channels = channelsOf(world);
  const causes = causesOf(recording === undefined ? { world } : { world, recording });
  const aimOf = (estimand: Estimand) => onTarget(causes, conditioning, estimand);
  const placeOf = (channel: string): number => {
    const { estimand: name } = request;
    const named = typeof name === 'string' ? name : property(name, channel);
    const asked = estimands.filter((estimand) => estimand.channel === channel && isPriorKind(estimand.kind));
    const found = asked.find((estimand) =>
      named === undefined
        ? aimOf(estimand).target !== 'off'
        : estimand.kind === named || estimandKey(estimand) === named,
    );
    if (found !== undefined) return estimands.indexOf(found);
    const wanted = named ?? asked.map((estimand) => aimOf(estimand).kind)[0] ?? 'roas.total';
    throw new InputError({ path: 'roas_prior.center', message: missing(channel, String(wanted)) });
  };
  return new Map(
    channels
      .filter((channel) => conditioning.variables.includes(channel))
      .map((channel) => [channel, placeOf(channel)]),
  );
}

function missing(channel: string, wanted: string): string {
  if (!priorKinds.some((kind) => kind === wanted)) {
    return `a ROAS prior is on ${priorKinds.join(', ')}; this arm aims at ${wanted}`;
  }
  return `truth is the true ${wanted} of ${channel} for this arm, which the study does not ask for; add ${wanted} to estimands:`;
}

/** Settings with numbers for `center: truth`: the multiple of each channel's true value, and the estimand that it is of.
 *  Channels without a true value, for want of spend, are left out.
 *  @param places of `centeredOn`
 *  @param values true effects of the replicate, in the order of the cell's estimands */
export function withTrueCenters(
  settings: unknown,
  { multiple }: CenterRequest,
  places: ReadonlyMap<string, number>,
  { estimands }: Pick<PlannedCell, 'estimands'>,
  values: readonly (number | null)[],
): unknown {
  const { roas_prior } = settings as { readonly roas_prior: object };
  const known = [...places].flatMap(([channel, place]) => {
    const value = values[place] ?? null;
    return value === null ? [] : [{ channel, center: multiple * value, estimand: estimandKey(estimands[place]!) }];
  });
  return {
    ...(settings as object),
    roas_prior: {
      ...roas_prior,
      center: Object.fromEntries(known.map(({ channel, center }) => [channel, center])),
      estimand: Object.fromEntries(known.map(({ channel, estimand }) => [channel, estimand])),
    },
  };
}
