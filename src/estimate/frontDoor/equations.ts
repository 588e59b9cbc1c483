import { carriedControl } from '../carriedControl.ts';
import { type Column, fixedColumns } from '../columns.ts';
import { mediaColumns } from '../mediaColumns.ts';
import type { PerHead } from '../perHead.ts';
import { type Refused, refuse, refuseChannels } from '../refusal.ts';
import { type ChannelResponse, channelResponse } from '../response.ts';
import { arrowCurves } from '../twoStage/arrows.ts';
import { leavesNothing } from '../twoStage/equations.ts';
import type { Arrow } from '../twoStage/replay.ts';
import { fitStage } from '../twoStage/stage.ts';
import type { TwoStages } from '../twoStage/types.ts';
import type { Roles } from './roles.ts';
import type { FrontDoorSettings } from './settings.ts';

/** Both equations, fitted. Fixed columns come first in both. Then those that feed the mediator; in the outcome's equation the
 *  mediator, the channel, and the other channels. */
export type Equations = TwoStages & {
  readonly status: 'ok';
  /** number of columns that both equations begin with */
  readonly fixed: number;
  /** channels of the mediator's equation, in its order */
  readonly arrows: readonly Arrow[];
  /** the other channels of the outcome's equation, in its order */
  readonly responses: readonly ChannelResponse[];
};

/** Fits the mediator, then the outcome given mediator and channel. The channel stands there through the curves by which it moves
 *  the mediator: given that column the mediator's own shocks are all that is left of it, whatever else the channel's
 *  past goes with.
 *  @throws InputError when given curves leave something out */
export function fitEquations(dataset: PerHead, roles: Roles, settings: FrontDoorSettings): Equations | Refused {
  const { channel, upper, others, controls, mediator } = roles;
  const refused = refuseChannels(dataset, [channel, ...others]);
  if (refused !== undefined) return refused;
  const { heads, periods, outcome } = dataset;
  // as spend per head brings it
  const values = mediator.values.map((value, i) => value / heads[Math.floor(i / periods)]!);
  const fixed = fixedColumns(dataset, { ...settings, controls });
  const through = { name: mediator.name, spend: { history: values, window: values, future: values } };
  const curves = arrowCurves(dataset, { channels: upper, mediator: through, upper }, settings.mediator_media, fixed);
  if ('status' in curves) return curves;
  const arrows = upper.map((from, c): Arrow => ({ channel: from, curves: curves[c]! }));
  const feeding = arrows.map((arrow): Column => {
    const { window } = channelResponse(dataset, arrow.channel, arrow.curves);
    return { name: arrow.channel.name, role: 'channel', values: window };
  });
  const first = fitStage('ols', mediator.name, dataset, [...fixed, ...feeding], values);
  if (first.status === 'refused') return first;
  if (leavesNothing(first, values)) {
    const names = first.columns.map(({ name }) => name).join(', ');
    return refuse('rank-deficient', `${mediator.name} is a combination of ${names}`);
  }

  const media = otherColumns(dataset, others, settings);
  if ('status' in media) return media;
  const acting = carriedControl(dataset, { values }, settings.mediator_adstock);
  const own = feeding.find(({ name }) => name === channel.name)!;
  const regressors = [
    ...fixed,
    { name: mediator.name, role: 'control', values: acting } as const,
    own,
    ...media.columns,
  ];
  const second = fitStage('ols', outcome.name, dataset, regressors, outcome.values);
  if (second.status === 'refused') return second;
  const { responses } = media;
  return { status: 'ok', first, second, designFor: null, fixed: fixed.length, arrows, responses };
}

/** Columns of the other channels through their curves of the outcome's equation; none where there is no other. Curves that are
 *  searched are searched beside the controls, without the channel whose effect is asked. */
function otherColumns(dataset: PerHead, others: Roles['others'], settings: FrontDoorSettings) {
  if (others.length === 0) return { columns: [], responses: [] };
  const media = mediaColumns(dataset, { ...settings, channels: others.map(({ name }) => name) });
  if ('status' in media) return media;
  return { responses: media.responses, columns: media.columns.filter(({ role }) => role === 'channel') };
}
