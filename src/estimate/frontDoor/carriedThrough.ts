import type { Estimand } from '../../dataset/estimand.ts';
import { applyAdstock } from '../../media/adstock.ts';
import type { AdstockSpec } from '../../media/types.ts';
import { exposurePath, transformMedia } from '../media.ts';
import type { PerHead } from '../perHead.ts';
import type { Arrow } from '../twoStage/replay.ts';

/** What the mediator does less of, per unit of the arrow's coefficient, when the channel's exposure in the window is multiplied
 *  by `scale`: its equation replayed with and without, each through the outcome's memory of it, summed over window, tail and the
 *  heads of all geos. Both steps are linear, so the mediator's own path does not matter. Spend after the dataset's future is 0.
 *  @param window within the data */
export function carriedThrough(
  dataset: PerHead,
  { channel, curves }: Arrow,
  memory: AdstockSpec,
  { window: [first, last], tail }: Pick<Estimand, 'window' | 'tail'>,
  scale: number,
): number {
  const { history, periods, future, heads } = dataset;
  const from = history + first;
  const to = history + last + tail + 1;
  const beyond = Math.max(0, to - (history + periods + future));
  let total = 0;
  for (let g = 0; g < heads.length; g++) {
    const path = exposurePath(channel, dataset, g, beyond).subarray(0, to);
    const changed = path.map((x, t) => (t >= from && t <= history + last ? scale * x : x));
    const [before, after] = [path, changed].map((series) => applyAdstock(transformMedia(series, curves), memory));
    for (let t = from; t < to; t++) total += heads[g]! * (before![t]! - after![t]!);
  }
  return total;
}
