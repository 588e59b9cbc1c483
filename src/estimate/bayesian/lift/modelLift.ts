import type { Channel, Dataset } from '../../../dataset/types.ts';
import { signOf } from '../../liftTests/lift.ts';
import type { MeasuredTest } from '../../liftTests/settings.ts';
import { exposurePath } from '../../media.ts';
import type { ModelLift } from './types.ts';

/** @param channels of the fit, exposure scaled; national data
 *  @param tests of these channels, windows inside the data */
export function modelLifts(
  dataset: Dataset,
  channels: readonly Channel[],
  tests: readonly MeasuredTest[],
  maxLag: number,
  outcomeScale: number,
): readonly ModelLift[] {
  const { history, periods, future } = dataset;
  const reach = maxLag - 1;
  return tests.map((test): ModelLift => {
    const {
      window: [first, last],
      scale,
    } = test;
    const channel = channels.findIndex(({ name }) => name === test.channel);
    // later periods are the same with the test and without
    const end = last + Math.min(test.tail, reach) + 1;
    const path = exposurePath(channels[channel]!, dataset, 0, Math.max(0, end - periods - future));
    const lead = Math.min(history + first, reach);
    const factual = path.slice(history + first - lead, history + end);
    const changed = factual.map((x, t) => (t >= lead && t <= lead + last - first ? scale * x : x));
    const [effect, se] = [test.effect / outcomeScale, test.se / outcomeScale];
    return { channel, factual, changed, lead, sign: signOf(test), effect, se };
  });
}
