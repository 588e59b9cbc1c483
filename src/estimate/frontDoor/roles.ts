import { InputError } from '../../core/errors.ts';
import { closest } from '../../core/spelling.ts';
import type { Channel, Dataset, Series } from '../../dataset/types.ts';
import { keptChannels, keptControls } from '../columns.ts';
import type { FrontDoorSettings } from './settings.ts';

/** Who is who at a front door. */
export type Roles = {
  readonly channel: Channel;
  readonly mediator: Series;
  /** all that feed the mediator, the channel among them, in the dataset's order */
  readonly upper: readonly Channel[];
  /** channels of the outcome equation but the one whose effect is asked, in the dataset's order */
  readonly others: readonly Channel[];
  /** controls of both equations: all that are kept, but the mediator */
  readonly controls: string[];
};

/** @throws InputError for a channel or upper channels that the equation does not keep, and a mediator that is no control */
export function frontDoorRoles(
  dataset: Dataset,
  settings: Pick<FrontDoorSettings, 'channel' | 'mediator' | 'upper' | 'channels' | 'controls'>,
): Roles {
  const channels = keptChannels(dataset, settings.channels);
  const find = <T extends { readonly name: string }>(
    path: string,
    name: string,
    among: readonly T[],
    what: string,
  ): T => {
    const found = among.find((item) => item.name === name);
    if (found !== undefined) return found;
    const known = among.map((item) => item.name);
    const guess = closest(name, known);
    const message = `"${name}" ${what}; allowed: ${known.length === 0 ? 'none' : known.join(', ')}`;
    throw new InputError({ path, message, ...(guess === undefined ? {} : { guess }) });
  };
  const channel = find('channel', settings.channel, channels, 'is no channel of the equation');
  const paid = dataset.channels.some(({ name }) => name === settings.mediator);
  const what = paid ? 'is a channel, which two-stage-mediation is for' : 'is no control of the data';
  const mediator = find('mediator', settings.mediator, dataset.controls, what);
  const others = channels.filter((item) => item !== channel);
  const { upper } = settings;
  const feeding =
    upper === 'all'
      ? others
      : upper.map((name, i) => find(`upper[${i}]`, name, channels, 'is no channel of the equation'));
  return {
    channel,
    mediator,
    upper: channels.filter((item) => item === channel || feeding.includes(item)),
    others,
    controls: keptControls(dataset, settings.controls).flatMap(({ name }) => (name === mediator.name ? [] : [name])),
  };
}
