import type { LiftTest } from '../../liftTests/settings.ts';
import type { PriorSettings } from '../roas/priors.ts';
import { awaitsTruth } from '../roas/settings.ts';

type Settings = PriorSettings & { readonly lift_tests?: readonly LiftTest[] | undefined };

/** What tests that stand for a prior on ROAS cannot stand beside. Path below the settings, and message. */
export function liftConflicts({ lift_tests = [], priors, roas_prior }: Settings): readonly {
  readonly path: readonly (string | number)[];
  readonly message: string;
}[] {
  const center = roas_prior?.center;
  const inPrior = (channel: string): boolean =>
    roas_prior !== undefined && (typeof center !== 'object' || awaitsTruth(center) || channel in center);
  const problemOf = ({ channel, scale, window, tail }: LiftTest): string | undefined => {
    if (scale !== 0)
      return `a prior is on the ROAS of all spend in the window; a test at scale ${scale} is a likelihood`;
    const named = [`beta[${channel}]`, `roas[${channel}]`].find((name) => name in priors);
    const other = named === undefined ? (inPrior(channel) ? 'roas_prior' : undefined) : `priors.${named}`;
    if (other !== undefined) return `${other} gives ${channel} a prior already; keep one of them, or use: likelihood`;
    const first = lift_tests.find((test) => test.use === 'prior' && test.channel === channel)!;
    const same = first.window.join() === window.join() && first.tail === tail;
    return same ? undefined : `tests of ${channel} that make one prior have one window and tail; else use: likelihood`;
  };
  return lift_tests.flatMap((test, i) => {
    const message = test.use === 'prior' ? problemOf(test) : undefined;
    return message === undefined ? [] : [{ path: ['lift_tests', i, 'use'], message }];
  });
}
