import { openStream } from '../../core/random/stream.ts';
import { buildDataset } from '../../dataset/build.ts';
import { leastSquares } from '../../inference/leastSquares/fit.ts';
import { applyAdstock } from '../../media/adstock.ts';
import type { AdstockSpec, ChannelCurves } from '../../media/types.ts';
import { transformMedia } from '../media.ts';

const history = 6;
const future = 8;

const noMemory: AdstockSpec = { curve: 'none', parameters: [], maxLag: 1, normalize: false };
export const memory: AdstockSpec = { curve: 'geometric', parameters: [0.6], maxLag: 3, normalize: true };
export const plain: ChannelCurves = {
  adstock: noMemory,
  saturation: { curve: 'none', parameters: [] },
  order: 'adstock-first',
};
export const carried: ChannelCurves = {
  ...plain,
  adstock: { curve: 'geometric', parameters: [0.5], maxLag: 4, normalize: true },
};

type Options = {
  readonly geos?: number;
  readonly periods?: number;
  readonly arrow?: ChannelCurves;
  readonly visitsMemory?: AdstockSpec;
  /** sd of the outcome's own errors */
  readonly noise?: number;
  /** people of each geo */
  readonly heads?: number;
};

/** tv and radio bring visits, visits and radio sell, and something hidden that goes with tv sells as well. Per head
 *
 *      visits = 40 + .5·s(tv) + .3·s(radio) + 2·price + e,  sales = 100 + 4·a(visits) + 3·radio + 6·s(tv) + 5·price
 *
 *  where e is made orthogonal to all else, so that both equations are exact. Visits before the window are as in its first
 *  period. `lost` replays it: what tv's or radio's spend in a window brings, without the 6·s(tv). */
export function doorData(options: Options = {}) {
  const { geos = 1, periods = 80, arrow = plain, visitsMemory = noMemory, noise = 0, heads = 1 } = options;
  const length = history + periods + future;
  const end = history + periods;
  const parts = Array.from({ length: geos }, (_, g) => {
    const stream = openStream(['estimate.frontDoor', g]);
    const uniform = (from: number, to: number) =>
      Float64Array.from({ length }, () => from + (to - from) * stream.uniform());
    const spend = { tv: uniform(5, 25), radio: uniform(2, 20) };
    const normal = (sd: number) => Float64Array.from({ length: periods }, () => sd * stream.normal());
    return { spend, price: normal(1), shocks: normal(3), errors: normal(noise) };
  });
  const inWindow = (path: Float64Array) => path.subarray(history, end);
  const joined = (of: (part: (typeof parts)[number], g: number) => Float64Array) =>
    Float64Array.from(parts.flatMap((part, g) => [...of(part, g)]));
  const intercepts = parts.map((_, g) => joined((__, h) => new Float64Array(periods).fill(g === h ? 1 : 0)));
  const moved = (name: 'tv' | 'radio') => joined(({ spend }) => inWindow(transformMedia(spend[name], arrow)));
  const price = joined((part) => part.price);
  const design = [...intercepts, price, moved('tv'), moved('radio')];
  const shocks = leastSquares(
    Float64Array.from(design.flatMap((column) => [...column])),
    joined((part) => part.shocks),
    design.length,
  );
  if (shocks.status !== 'ok') throw new Error(shocks.status);
  const [tv, radio] = [moved('tv'), moved('radio')];
  const visits = shocks.residuals.map((e, i) => 40 + 0.5 * tv[i]! + 0.3 * radio[i]! + 2 * price[i]! + e);
  const remembered = joined((_, g) => {
    const own = visits.subarray(g * periods, (g + 1) * periods);
    return applyAdstock(own, visitsMemory, new Float64Array(periods), new Float64Array(8).fill(own[0]!));
  });
  const radioSpend = joined(({ spend }) => inWindow(spend.radio));
  const errors = joined((part) => part.errors);
  const sales = remembered.map((a, i) => 100 + 4 * a + 3 * radioSpend[i]! + 6 * tv[i]! + 5 * price[i]! + errors[i]!);
  const cut = (name: 'tv' | 'radio', from: number, to: number) =>
    joined(({ spend }) => spend[name].subarray(from, to)).map((x) => heads * x);
  const dataset = buildDataset({
    name: 'door',
    period: 'week',
    geos: parts.map((_, g) => `geo ${g}`),
    population: new Float64Array(geos).fill(heads),
    periods,
    history,
    future,
    dates: null,
    firstPeriod: 0,
    channels: (['tv', 'radio'] as const).map((name) => ({
      name,
      spend: { history: cut(name, 0, history), window: cut(name, history, end), future: cut(name, end, length) },
    })),
    controls: [
      { name: 'price', values: price },
      { name: 'visits', values: visits.map((v) => heads * v) },
    ],
    outcome: { name: 'sales', values: sales.map((y) => heads * y) },
    carryoverStart: 'history',
  });

  const lost = (channel: 'tv' | 'radio', [first, last]: readonly [number, number], tail: number, scale = 0) => {
    const total = { through: 0, own: 0, spend: 0 };
    const feed = { tv: 0.5, radio: 0.3 }[channel];
    const own = { tv: 0, radio: 3 }[channel];
    for (const { spend } of parts) {
      const path = spend[channel];
      const changed = path.map((x, t) => (t >= history + first && t <= history + last ? scale * x : x));
      const [a, b] = [transformMedia(path, arrow), transformMedia(changed, arrow)];
      const fewer = a.map((value, t) => feed * (value - b[t]!));
      const felt = applyAdstock(fewer, visitsMemory);
      for (let t = history + first; t <= history + last + tail; t++) {
        total.through += heads * 4 * felt[t]!;
        total.own += heads * own * (path[t]! - changed[t]!);
        if (t <= history + last) total.spend += heads * path[t]!;
      }
    }
    return total;
  };
  return { dataset, lost };
}
