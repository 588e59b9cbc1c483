import type { Estimand, EstimandKind } from '../dataset/estimand.ts';
import type { TrueEffect } from './truth.ts';

/** The step of marginal ROAS: 1 % more spend. @see statistics.md §1 */
export const marginalStep = 0.01;

/** What an effect is made of. */
export type Amounts = {
  /** what the channel brings, over W + tail */
  readonly gain: number;
  /** on the channel, over W */
  readonly spend: number;
  /** what it makes others spend, over W + tail */
  readonly induced: number;
};

export const isContribution = (kind: EstimandKind): boolean =>
  kind === 'contribution' || kind === 'contribution.direct';

/** The answer of all geos together, and where there are geos that of each. Null, with the reason, where it is not defined.
 *  @param amounts per head, one a geo
 *  @param each whether that of each geo is wanted */
export function inAll(
  estimand: Estimand,
  amounts: readonly Amounts[],
  geos: readonly { readonly population: number }[],
  each: boolean,
): TrueEffect {
  let [gain, spend, induced] = [0, 0, 0];
  for (let g = 0; g < amounts.length; g++) {
    const own = amounts[g]!;
    const { population } = geos[g]!;
    gain += population * own.gain;
    spend += population * own.spend;
    induced += population * own.induced;
  }
  const total = { gain, spend, induced };
  const { kind } = estimand;
  const note = whyNone(kind, total);
  const value = note === null ? ratioOf(kind, total) : null;
  const perGeo = each
    ? { perGeo: amounts.map((own) => (whyNone(kind, own) === null ? ratioOf(kind, own) : null)) }
    : {};
  return note === null ? { estimand, value, ...perGeo } : { estimand, value, note, ...perGeo };
}

function whyNone(kind: EstimandKind, amounts: Amounts): string | null {
  const { spend, induced } = amounts;
  if (!(spend > 0) && !isContribution(kind)) return `no spend in the window (${spend})`;
  if (kind === 'roas.blended' && !(spend + induced > 0)) return `own and induced spend sum to ${spend + induced}`;
  const value = ratioOf(kind, amounts);
  return Number.isFinite(value) ? null : `${value}: a replay left the range of numbers`;
}

function ratioOf(kind: EstimandKind, { gain, spend, induced }: Amounts): number {
  switch (kind) {
    case 'contribution':
    case 'contribution.direct':
      return gain;
    case 'roas.total':
    case 'roas.direct':
    case 'roas.mediated':
    case 'roas.attributed':
      return gain / spend;
    case 'mroas.total':
    case 'mroas.direct':
      return gain / (marginalStep * spend);
    case 'roas.net':
      return (gain - induced) / spend;
    case 'roas.blended':
      return gain / (spend + induced);
  }
}
