import { type Estimand, type EstimandKind, estimandKey } from '../../dataset/estimand.ts';
import { headSum, type PerHead } from '../perHead.ts';
import { type ChannelResponse, marginalStep } from '../response.ts';
import { type Arrow, type Lost, mediatorReplay } from './replay.ts';
import type { TwoStageSettings } from './settings.ts';

/** What effects are read from: the curves of both equations. */
export type Funnel = {
  readonly dataset: PerHead;
  /** every channel of the outcome equation */
  readonly responses: readonly ChannelResponse[];
  readonly mediator: Arrow;
  /** the channels that feed it, by name */
  readonly arrows: ReadonlyMap<string, Arrow>;
  readonly mediatorAs: TwoStageSettings['mediator_as'];
};

/** Coefficients that an effect depends on. */
export type PathCoefficients = {
  /** of the channel in the mediator's equation; 0 for a channel that does not feed it */
  readonly feed: number;
  /** of the channel in the outcome equation */
  readonly own: number;
  /** of the mediator in the outcome equation */
  readonly mediator: number;
};

/** An effect as a function of the coefficients; not finite where they leave it undefined. */
export type PathEffect = (coefficients: PathCoefficients) => number;

/** The kind whose answer, in a single equation, is the channel's own part of each. */
const ownKind: Readonly<Record<EstimandKind, EstimandKind>> = {
  'roas.total': 'roas.direct',
  'roas.direct': 'roas.direct',
  'roas.mediated': 'roas.direct',
  'roas.blended': 'roas.direct',
  'roas.net': 'roas.direct',
  'mroas.total': 'mroas.direct',
  'mroas.direct': 'mroas.direct',
  contribution: 'contribution.direct',
  'contribution.direct': 'contribution.direct',
  'roas.attributed': 'roas.attributed',
};

/** Effects by the estimand's definition on the curves of both equations: with own the channel's replay through its own
 *  curves and through its replay through the mediator, each per unit of spend where a ROAS is asked,
 *
 *      mediator as spend:     direct = own, total = own + through
 *      mediator as residual:  total = own, direct = own − through
 *
 *  and mediated = through in both. The mediator itself, and channels that do not feed it, have nothing mediated.
 *  @returns null where there is no answer: a channel that is left out, a window outside the data, no spend in it */
export function pathEffects(funnel: Funnel): (estimand: Estimand) => PathEffect | null {
  const replays = new Map<string, (feed: number) => Lost>();
  const replayOf = (arrow: Arrow, { channel, window, tail }: Estimand, scale: number) => {
    const key = `${channel} ${estimandKey({ kind: 'contribution', window, tail })} ${scale}`;
    const known = replays.get(key) ?? mediatorReplay(funnel.dataset, arrow, funnel.mediator, { window, tail, scale });
    replays.set(key, known);
    return known;
  };
  return (estimand) => {
    const { kind, channel } = estimand;
    const response = funnel.responses.find((item) => item.channel === channel);
    const unit = response?.effect({ ...estimand, kind: ownKind[kind] }) ?? null;
    if (unit === null) return null;
    const arrow = funnel.arrows.get(channel);
    if (arrow === undefined) return kind === 'roas.mediated' ? () => 0 : ({ own }) => own * unit;
    const marginal = kind === 'mroas.total' || kind === 'mroas.direct';
    const lost = replayOf(arrow, estimand, marginal ? 1 + marginalStep : 0);
    const spend = headSum(arrow.channel.spend.window, funnel.dataset, estimand.window);
    const per = kind.startsWith('contribution') ? 1 : marginal ? -1 / (marginalStep * spend) : 1 / spend;
    return combined(funnel, kind, unit, lost, per);
  };
}

/** @param unit the channel's own effect per unit coefficient
 *  @param per what a loss through the mediator is multiplied by, for the same unit */
function combined(
  { mediator, mediatorAs }: Funnel,
  kind: EstimandKind,
  unit: number,
  lost: (feed: number) => Lost,
  per: number,
): PathEffect | null {
  const asSpend = mediatorAs === 'spend';
  const through: PathEffect = ({ feed, mediator: gamma }) => gamma * lost(feed).response * per;
  const total: PathEffect = asSpend ? (c) => c.own * unit + through(c) : ({ own }) => own * unit;
  const direct: PathEffect = asSpend ? ({ own }) => own * unit : (c) => c.own * unit - through(c);
  // where the mediator's equation is about volume, its money is not known
  const paid = mediator.channel.volume === undefined;
  const induced = (feed: number) => lost(feed).exposure * per;
  switch (kind) {
    case 'roas.total':
    case 'mroas.total':
    case 'contribution':
      return total;
    case 'roas.direct':
    case 'mroas.direct':
    case 'contribution.direct':
      return direct;
    case 'roas.mediated':
      return through;
    case 'roas.net':
      return paid ? (c) => total(c) - induced(c.feed) : null;
    case 'roas.blended':
      return paid ? (c) => ratio(total(c), 1 + induced(c.feed)) : null;
    case 'roas.attributed':
      return asSpend ? direct : null;
  }
}

/** Not a number where own and induced spend do not add up to more than 0. */
const ratio = (gain: number, spend: number) => (spend > 0 ? gain / spend : Number.NaN);
