import { InputError } from '../../core/errors.ts';
import { closest } from '../../core/spelling.ts';
import type { Channel, Dataset } from '../../dataset/types.ts';
import { keptChannels } from '../columns.ts';
import type { TwoStageSettings } from './settings.ts';

/** Who is who in a funnel. */
export type Roles = {
  /** all that stand in the outcome equation, the mediator included, in the dataset's order */
  readonly channels: readonly Channel[];
  readonly mediator: Channel;
  /** those that may feed the mediator */
  readonly upper: readonly Channel[];
};

/** @throws InputError for a mediator or upper channels that are no channels of the data, or that `channels` leaves out */
export function funnelRoles(
  dataset: Dataset,
  settings: Pick<TwoStageSettings, 'mediator' | 'upper' | 'channels'>,
): Roles {
  const channels = keptChannels(dataset, settings.channels);
  const mediator = channels.find(({ name }) => name === settings.mediator);
  if (mediator === undefined) throw unknown('mediator', settings.mediator, dataset, channels);
  const others = channels.filter((channel) => channel !== mediator);
  const wanted = settings.upper === 'all' ? others.map(({ name }) => name) : settings.upper;
  const stranger = wanted.findIndex((name) => others.every((channel) => channel.name !== name));
  if (stranger !== -1) throw unknown(`upper[${stranger}]`, wanted[stranger]!, dataset, others);
  if (wanted.length === 0) {
    throw new InputError({ path: 'upper', message: `nothing feeds ${mediator.name}; at least one channel is needed` });
  }
  return { channels, mediator, upper: others.filter(({ name }) => wanted.includes(name)) };
}

function unknown(path: string, received: string, dataset: Dataset, allowed: readonly Channel[]): InputError {
  const known = allowed.map(({ name }) => name);
  const guess = closest(received, known);
  const left = dataset.channels.some(({ name }) => name === received)
    ? 'cannot stand here'
    : 'is no channel of the data';
  const message = `"${received}" ${left}; allowed: ${known.length === 0 ? 'none' : known.join(', ')}`;
  return new InputError({ path, message, ...(guess === undefined ? {} : { guess }) });
}
