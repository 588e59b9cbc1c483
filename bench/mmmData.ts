import { openStream } from '../src/core/random/stream.ts';
import { buildDataset } from '../src/dataset/build.ts';
import type { Dataset } from '../src/dataset/types.ts';
import type { FitRequest } from '../src/estimate/contract.ts';
import { transformMedia } from '../src/estimate/media.ts';
import type { ChannelCurves } from '../src/media/types.ts';

const MAX_LAG = 8;

/** Weeks of one region: uniform spend, geometric carryover of .5, logistic saturation, price as a control, R² near .8. */
export function mmmData(periods: number, channels: number, replicate = 0): Dataset {
  const stream = openStream(['bench', 'mmm', replicate]);
  const [history, future] = [MAX_LAG - 1, MAX_LAG - 1];
  const curves: ChannelCurves = {
    adstock: { curve: 'geometric', parameters: [0.5], maxLag: MAX_LAG, normalize: true },
    saturation: { curve: 'logistic', parameters: [0.03] },
    order: 'adstock-first',
  };
  const names = Array.from({ length: channels }, (_, m) => `channel${m + 1}`);
  const paths = names.map(() =>
    Float64Array.from({ length: history + periods + future }, () => 100 * stream.uniform()),
  );
  const price = Float64Array.from({ length: periods }, stream.normal);
  const sales = Float64Array.from(price, (p) => 200 + 10 * p + 15 * stream.normal());
  paths.forEach((path, m) => {
    const response = transformMedia(path, curves);
    const effect = 50 + (70 * (m + 1)) / channels;
    for (let t = 0; t < periods; t++) sales[t]! += effect * response[history + t]!;
  });
  return buildDataset({
    name: 'bench',
    period: 'week',
    geos: ['national'],
    population: Float64Array.of(1),
    periods,
    history,
    future,
    dates: null,
    firstPeriod: 0,
    channels: names.map((name, m) => ({
      name,
      spend: {
        history: paths[m]!.subarray(0, history),
        window: paths[m]!.subarray(history, history + periods),
        future: paths[m]!.subarray(history + periods),
      },
    })),
    controls: [{ name: 'price', values: price }],
    outcome: { name: 'sales', values: sales },
    carryoverStart: 'history',
  });
}

/** Every channel's total ROAS over the window and its tail. */
export function roasOf({ channels, periods }: Dataset, key: string | number): FitRequest {
  return {
    estimands: channels.map(({ name }) => ({
      channel: name,
      kind: 'roas.total',
      window: [0, periods - 1],
      tail: MAX_LAG - 1,
    })),
    levels: [0.5, 0.8, 0.95],
    stream: (role) => openStream(['bench', key, role]),
  };
}
