import type { ChannelResponse } from '../response.ts';
import type { LiftTest } from './settings.ts';

/** +1 where the test took spend away, −1 where it added some: an effect is the outcome at the higher spend minus that at
 *  the lower. */
export function signOf({ scale }: Pick<LiftTest, 'scale'>): 1 | -1 {
  return scale < 1 ? 1 : -1;
}

/** What a test of the channel measures where its coefficient is 1: a test's effect is linear in the coefficient. */
export function liftPerUnit(
  { gain }: Pick<ChannelResponse, 'gain'>,
  test: Pick<LiftTest, 'window' | 'tail' | 'scale'>,
): number {
  const { window, tail, scale } = test;
  return signOf(test) * (gain(window, tail, 1) - gain(window, tail, scale));
}
