import type { EstimandKind } from '../../dataset/estimand.ts';
import type { Estimate, FitRequest } from '../contract.ts';
import type { CampaignEquation } from './equation.ts';
import type { CampaignSettings } from './settings.ts';

type Answered = Extract<Estimate, { readonly status: 'ok' | 'nonconverged' }>;

/** Questions whose answer counts what a channel brings through others. */
const totalKinds: readonly EstimandKind[] = ['roas.total', 'mroas.total', 'contribution'];

/** A parent's campaigns are pooled by one kind of effect. Where one of them drives a mediator that is the total one, which an equation
 *  without the mediators has; so such a family is answered from there, all others from the equation with all.
 *  @returns channels, and parents, that are answered without the mediators */
export function answeredWithout(
  { responses, parentOf, parents }: Pick<CampaignEquation, 'responses' | 'parentOf' | 'parents'>,
  { mediators }: Pick<CampaignSettings, 'mediators'>,
): { readonly channels: readonly string[]; readonly parents: readonly string[]; readonly broken: readonly string[] } {
  const drivers = Object.values(mediators).flat();
  const names = responses.map(({ channel }) => channel);
  const driving = parents.filter((_, p) => names.some((name, c) => parentOf[c] === p && drivers.includes(name)));
  const inside = (name: string, c: number) => drivers.includes(name) || driving.includes(parents[parentOf[c]!] ?? '');
  return {
    channels: names.filter((name, c) => !(name in mediators) && inside(name, c)),
    parents: driving,
    // with a mediator among its own campaigns a parent would count what goes through it twice
    broken: driving.filter((parent) => names.some((name, c) => parents[parentOf[c]!] === parent && name in mediators)),
  };
}

/** One answer of two fits: with all channels, and without the mediators. */
export function combineFits(
  withAll: Answered,
  without: Answered,
  { channels, parents, broken }: ReturnType<typeof answeredWithout>,
  { estimands }: Pick<FitRequest, 'estimands'>,
): Estimate {
  const replaced = (name: string) =>
    channels.some((channel) => name === `roas[${channel}]`) ||
    parents.some((parent) => ['roas', 'mean', 'spread'].some((kind) => name === `${kind}[${parent}]`));
  const twice = (name: string) => broken.some((parent) => name === `roas[${parent}]`);
  const answers = {
    effects: estimands.map(
      ({ channel, kind }, e) =>
        (channels.includes(channel) && totalKinds.includes(kind) ? without : withAll).effects[e]!,
    ),
    fitted: withAll.fitted,
    parameters: [
      ...withAll.parameters.filter(({ name }) => !replaced(name)),
      ...without.parameters.filter(({ name }) => replaced(name) && !twice(name)),
    ],
    diagnostics: {
      ...withAll.diagnostics,
      ...Object.fromEntries(Object.entries(without.diagnostics).map(([name, value]) => [`total.${name}`, value])),
    },
    ...(withAll.curves === undefined
      ? {}
      : {
          curves: withAll.curves.map((curve) =>
            channels.includes(curve.channel)
              ? (without.curves?.find(({ channel }) => channel === curve.channel) ?? curve)
              : curve,
          ),
        }),
  };
  const reasons = [withAll, without].flatMap((fit) => (fit.status === 'nonconverged' ? [fit.reason] : []));
  return reasons.length === 0
    ? { status: 'ok', ...answers }
    : { status: 'nonconverged', reason: reasons.join('; '), ...answers };
}
