import type { Channel, Dataset } from '../../dataset/types.ts';
import type { ChannelCurves } from '../../media/types.ts';
import { exposurePath, transformMedia } from '../media.ts';
import type { PerHead } from '../perHead.ts';

/** What is lost when an upper channel is scaled and the mediator answers, summed over change window, tail and the heads of all geos. */
export type Lost = {
  /** of the mediator's transformed exposure, f(m) − f(m′) */
  readonly response: number;
  /** of its exposure, m − m′ */
  readonly exposure: number;
};

/** One channel that feeds the mediator: who, and through which curves. */
export type Arrow = { readonly channel: Channel; readonly curves: ChannelCurves };

type Change = {
  readonly window: readonly [first: number, last: number];
  readonly tail: number;
  /** what the channel's exposure in the window is multiplied by */
  readonly scale: number;
};

/** Replays the mediator's path with the upper channel scaled:
 *
 *      m′ = max(0, m + feed·(s(x′) − s(x)))
 *
 *  with s the arrow's curves, so that what was spent for other reasons stays as it was. Carry-over of the arrow and then
 *  of the mediator runs on into the tail. Periods after the dataset's future count as 0, and 0 cannot fall.
 *  @returns as a function of `feed`, the arrow's coefficient; each value of it is computed once */
export function mediatorReplay(
  dataset: PerHead,
  arrow: Arrow,
  mediator: Arrow,
  { window: [first, last], tail, scale }: Change,
): (feed: number) => Lost {
  const from = dataset.history + first;
  const to = dataset.history + last + tail + 1;
  const beyond = Math.max(0, to - (dataset.history + dataset.periods + dataset.future));
  // no lag reaches the sums from earlier
  const start = Math.max(0, from - mediator.curves.adstock.maxLag + 1);
  const geos = dataset.geos.map((_, g) => {
    const spend = exposurePath(arrow.channel, dataset, g, beyond).subarray(0, to);
    const scaled = spend.map((x, t) => (t >= from && t <= dataset.history + last ? scale * x : x));
    const before = transformMedia(spend, arrow.curves);
    const change = transformMedia(scaled, arrow.curves).map((s, t) => s - before[t]!);
    const path = exposurePath(mediator.channel, dataset, g, beyond).slice(start, to);
    return {
      heads: dataset.heads[g]!,
      change: change.subarray(start),
      path,
      response: transformMedia(path, mediator.curves),
    };
  });

  const replay = (feed: number): Lost => {
    let response = 0;
    let exposure = 0;
    for (const geo of geos) {
      const path = geo.path.map((m, t) => {
        const shift = feed * geo.change[t]!;
        return shift === 0 ? m : Math.max(0, m + shift);
      });
      const answered = transformMedia(path, mediator.curves);
      for (let t = from - start; t < path.length; t++) {
        response += geo.heads * (geo.response[t]! - answered[t]!);
        exposure += geo.heads * (geo.path[t]! - path[t]!);
      }
    }
    return { response, exposure };
  };
  const known = new Map<number, Lost>();
  return (feed) => {
    const before = known.get(feed);
    if (before !== undefined) return before;
    const lost = replay(feed);
    known.set(feed, lost);
    return lost;
  };
}

/** The mediator's transformed exposure in the window beyond what stage 1 expects, f(m) − f(m̂), G·T: m̂ is the first
 *  equation's fit, not below 0, and the observed path in the history.
 *  @param expected G·T fitted values of the first equation */
export function unexpectedResponse(dataset: Dataset, mediator: Arrow, expected: Float64Array): Float64Array {
  const { history, periods } = dataset;
  const out = new Float64Array(expected.length);
  for (let g = 0; g < dataset.geos.length; g++) {
    const path = exposurePath(mediator.channel, dataset, g).subarray(0, history + periods);
    const response = transformMedia(path, mediator.curves);
    const fitted = path.map((m, t) => (t < history ? m : Math.max(0, expected[g * periods + t - history]!)));
    const foreseen = transformMedia(fitted, mediator.curves);
    for (let t = 0; t < periods; t++) out[g * periods + t] = response[history + t]! - foreseen[history + t]!;
  }
  return out;
}
