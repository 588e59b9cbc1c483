import { openStream } from '../core/random/stream.ts';
import { buildDataset } from '../dataset/build.ts';
import type { EstimandKind } from '../dataset/estimand.ts';
import type { Dataset } from '../dataset/types.ts';
import type { ChannelCurves } from '../media/types.ts';
import type { FitRequest } from './contract.ts';
import { transformMedia } from './media.ts';

/** For the tests of this room: carryover over four periods and a concave response. */
export const testCurves: ChannelCurves = {
  adstock: { curve: 'geometric', parameters: [0.5], maxLag: 4, normalize: true },
  saturation: { curve: 'hill', parameters: [2, 1] },
  order: 'adstock-first',
};

/** Spend of one geo over all its periods is positive lognormal-like noise from a stream of its own. */
function testSpend(name: string, geo: number, length: number): Float64Array {
  const stream = openStream(['estimate.testing', name, geo]);
  return Float64Array.from({ length }, () => 1 + 4 * stream.uniform());
}

/** A dataset whose outcome is 3 + Σ effect·f(adstock(spend)) + Σ control, exactly, and the counterfactual outcome when a
 *  channel's spend is scaled in a window: both by plain convolution over all periods.
 *  @param effects per channel */
export function testDataset(
  effects: Readonly<Record<string, number>>,
  options: {
    readonly geos?: number;
    readonly periods?: number;
    readonly noise?: number;
    readonly curves?: ChannelCurves;
  } = {},
) {
  const { geos = 1, periods = 40, noise = 0, curves = testCurves } = options;
  const history = 3;
  const future = 5;
  const length = history + periods + future;
  const paths = Object.fromEntries(
    Object.keys(effects).map((name) => [name, Array.from({ length: geos }, (_, g) => testSpend(name, g, length))]),
  );
  const cut = (name: string, from: number, to: number) =>
    Float64Array.from(paths[name]!.flatMap((path) => [...path.subarray(from, to)]));
  const stream = openStream(['estimate.testing', 'noise']);
  const price = Float64Array.from({ length: geos * periods }, () => stream.normal());

  /** media part of the outcome, over all periods of a geo */
  const response = (channel: string, path: Float64Array) =>
    transformMedia(path, curves).map((f) => effects[channel]! * f);
  const values = new Float64Array(geos * periods);
  for (let g = 0; g < geos; g++) {
    for (const channel of Object.keys(effects)) {
      const part = response(channel, paths[channel]![g]!);
      for (let t = 0; t < periods; t++) values[g * periods + t]! += part[history + t]!;
    }
    for (let t = 0; t < periods; t++) {
      values[g * periods + t]! += 3 + g + price[g * periods + t]! + noise * stream.normal();
    }
  }
  const dataset: Dataset = buildDataset({
    name: 'test',
    period: 'week',
    geos: Array.from({ length: geos }, (_, g) => `geo ${g}`),
    population: new Float64Array(geos).fill(1),
    periods,
    history,
    future,
    dates: null,
    firstPeriod: 7,
    channels: Object.keys(effects).map((name) => ({
      name,
      spend: {
        history: cut(name, 0, history),
        window: cut(name, history, history + periods),
        future: cut(name, history + periods, length),
      },
    })),
    controls: [{ name: 'price', values: price }],
    outcome: { name: 'sales', values },
    carryoverStart: 'history',
  });
  /** Σ over window and tail of y − y(spend scaled in the window), all geos */
  const lost = (channel: string, first: number, last: number, tail: number, scale: number) => {
    let total = 0;
    for (const path of paths[channel]!) {
      const changed = path.map((x, t) => (t >= history + first && t <= history + last ? scale * x : x));
      const before = response(channel, path);
      const after = response(channel, changed);
      for (let t = history + first; t <= history + last + tail; t++) total += before[t]! - after[t]!;
    }
    return total;
  };
  const spend = (channel: string, first: number, last: number) =>
    paths[channel]!.reduce((sum, path) => {
      for (let t = history + first; t <= history + last; t++) sum += path[t]!;
      return sum;
    }, 0);
  return { dataset, lost, spend };
}

/** Estimands of the given kinds for one channel, at two levels, with streams keyed by role. */
export function testRequest(
  channel: string,
  kinds: readonly EstimandKind[],
  window: readonly [number, number],
  tail: number,
): FitRequest {
  return {
    estimands: kinds.map((kind) => ({ channel, kind, window, tail })),
    levels: [0.5, 0.95],
    stream: (role) => openStream(['estimate.testing', 'fit', role]),
  };
}
