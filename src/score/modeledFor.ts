import type { Conditioning } from '../estimate/contract.ts';

/** Those of the mediators whose response to this channel a fit models. A front door models what its own channel does to the
 *  mediator, and what channels beside it do; for any other channel that mediator stands still.
 *  @param mediators between the channel and the outcome */
export function modeledFor(
  { models, ways = {} }: Pick<Conditioning, 'models' | 'ways'>,
  channel: string,
  mediators: readonly string[],
): readonly string[] {
  const deaf = Object.entries(ways).flatMap(([own, way]) =>
    way.by === 'front-door' && own !== channel && !way.beside.includes(channel) ? [way.mediator] : [],
  );
  return mediators.filter((name) => models.includes(name) && !deaf.includes(name));
}
