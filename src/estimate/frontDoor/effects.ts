import type { Estimand } from '../../dataset/estimand.ts';
import type { Channel } from '../../dataset/types.ts';
import type { AdstockSpec } from '../../media/types.ts';
import type { PerHead } from '../perHead.ts';
import { type ChannelResponse, marginalStep } from '../response.ts';
import type { PathEffect } from '../twoStage/effects.ts';
import type { Arrow } from '../twoStage/replay.ts';
import { carriedThrough } from './carriedThrough.ts';
import type { Roles } from './roles.ts';

/** What effects are read from. */
type Door = {
  readonly dataset: PerHead;
  readonly roles: Pick<Roles, 'channel' | 'mediator'>;
  readonly arrows: readonly Arrow[];
  readonly responses: readonly ChannelResponse[];
  readonly memory: AdstockSpec;
};

/** An effect as a function of the coefficients: of the channel in the mediator's equation (feed), of itself in the outcome's (own)
 *  and of the mediator there. Of the channel at the door all is feed·mediator, and its own coefficient, which is confounded,
 *  counts for nothing; another channel has both parts.
 *  @returns null where there is no answer: what it does with the mediator held, which is 0 by assumption and not by the data, what
 *  it makes others spend, a window outside the data, no spend in it */
export function doorEffect(door: Door, estimand: Estimand): PathEffect | null {
  const { kind, channel: name, window, tail, held } = estimand;
  const { dataset, roles, arrows, responses, memory } = door;
  const mediated = kind === 'roas.mediated';
  const closed = /direct|attributed/.test(kind) && (held?.includes(roles.mediator.name) ?? true);
  const arrow = arrows.find(({ channel }) => channel.name === name);
  const unit = arrow === undefined || !isInside(dataset, estimand) ? null : per(dataset, arrow.channel, estimand);
  const through = (): PathEffect | null => {
    if (arrow === undefined || unit === null) return null;
    const lost = unit.times * carriedThrough(dataset, arrow, memory, { window, tail }, unit.scale);
    return ({ feed, mediator }) => lost * feed * mediator;
  };
  if (kind === 'roas.blended' || kind === 'roas.net') return null;
  if (name === roles.channel.name) return closed ? null : through();
  if (mediated) return through();
  const alone = responses.find(({ channel }) => channel === name)?.effect(estimand) ?? null;
  if (alone === null) return null;
  const rest = closed ? null : through();
  return rest === null ? ({ own }) => own * alone : (c) => c.own * alone + rest(c);
}

/** What spend is multiplied by, and what a loss is, for a kind of effect; null without spend to divide by. */
function per(dataset: PerHead, channel: Channel, { kind, window: [first, last] }: Estimand) {
  const { heads, periods } = dataset;
  if (kind.startsWith('contribution')) return { scale: 0, times: 1 };
  let spend = 0;
  heads.forEach((people, g) => {
    for (let t = first; t <= last; t++) spend += people * channel.spend.window[g * periods + t]!;
  });
  if (!(spend > 0)) return null;
  return kind.startsWith('mroas')
    ? { scale: 1 + marginalStep, times: -1 / (marginalStep * spend) }
    : { scale: 0, times: 1 / spend };
}

const isInside = ({ periods }: PerHead, { window: [first, last], tail }: Estimand): boolean =>
  first >= 0 && last < periods && first <= last && tail >= 0;
