import type { PriorSpec } from '../../../core/prior.ts';
import { sum } from '../../../core/stats.ts';
import type { Estimand } from '../../../dataset/estimand.ts';
import type { Dataset } from '../../../dataset/types.ts';
import type { LiftTest, MeasuredTest } from '../../liftTests/settings.ts';

/** A prior on a channel's ROAS, and which ROAS that is. */
export type TestedRoas = { readonly spec: PriorSpec; readonly estimand: Estimand };

/** Tests that stand for the prior: the ROAS of the test's own window and tail ~ N(effect/spend, (se/spend)²), tests of one channel
 *  weighted by precision. By channel.
 *  @param tests of `use: prior`, at scale 0; those of one channel with one window and tail, and spend in it */
export function liftPriors(tests: readonly MeasuredTest[], dataset: Dataset): ReadonlyMap<string, TestedRoas> {
  const byChannel = new Map<string, MeasuredTest[]>();
  for (const test of tests) byChannel.set(test.channel, [...(byChannel.get(test.channel) ?? []), test]);
  return new Map(
    [...byChannel].map(([channel, own]) => {
      const { window, tail } = own[0]!;
      const spend = spentIn(own[0]!, dataset);
      const precision = own.reduce((total, { se }) => total + 1 / (se * se), 0);
      const mean = own.reduce((total, { effect, se }) => total + effect / (se * se), 0) / precision;
      const spec: PriorSpec = ['normal', mean / spend, 1 / (Math.sqrt(precision) * spend)];
      return [channel, { spec, estimand: { channel, kind: 'roas.total', window, tail } }];
    }),
  );
}

/** Σ of the channel's spend in the window of its test, national data. */
export function spentIn({ channel, window: [first, last] }: LiftTest, { channels }: Pick<Dataset, 'channels'>): number {
  return sum(channels.find(({ name }) => name === channel)!.spend.window.subarray(first, last + 1));
}
