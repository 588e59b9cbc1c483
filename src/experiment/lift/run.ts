import { openStream } from '../../core/random/stream.ts';
import { signOf } from '../../estimate/liftTests/lift.ts';
import type { LiftTest } from '../../estimate/liftTests/settings.ts';
import type { DrawKey } from '../../simulate/drawKey.ts';
import { runGeoLift } from '../../simulate/geoLift.ts';
import { type Change, trueChange } from '../../simulate/liftTest.ts';
import type { Panel } from '../../simulate/panel.ts';

/** What a test found, and what it cost where it was run. */
export type LiftResult = { readonly effect: number; readonly se: number; readonly cost: Change };

/** One test of a design, simulated in the world of a replicate. Its random numbers are keyed by what is tested and which of
 *  several equal tests it is: neither by the arm, so that arms share results, nor by its error and bias, so that tests of any
 *  precision err to the same side.
 *  @param nth among equal tests
 *  @see statistics.md §2, docs/methods/lift-tests.md */
export function runLiftTest(panel: Panel, test: LiftTest, nth: number, { seed, replicate }: DrawKey): LiftResult {
  const { channel, window, tail, scale, bias = 0, design } = test;
  const what = { channel, window, tail, scale };
  const sign = signOf(test);
  const everywhere = trueChange(panel, what);
  const truth = sign * everywhere.outcomeLost;
  const role = `lift/${design}/${window.join('-')}+${tail}*${scale}/${nth}`;
  if (design === 'geo-lift') {
    const { treated = 0.5, before = window[1] - window[0] + 1 } = test;
    const own = { seed: JSON.stringify([seed, channel, role]), replicate };
    const found = runGeoLift(panel, { ...what, treated, before }, own);
    return { effect: sign * found.effect + bias * truth, se: found.se, cost: found.cost };
  }
  const se = test.se!;
  const noise = openStream([seed, replicate, channel, role]).normal();
  return { effect: (1 + bias) * truth + se * noise, se, cost: everywhere };
}
