import { openStream } from '../../core/random/stream.ts';
import { buildDataset } from '../../dataset/build.ts';
import type { ChannelCurves } from '../../media/types.ts';
import { transformMedia } from '../media.ts';

const history = 6;
const future = 8;

export const plain: ChannelCurves = {
  adstock: { curve: 'none', parameters: [], maxLag: 1, normalize: false },
  saturation: { curve: 'none', parameters: [] },
  order: 'adstock-first',
};
export const carried: ChannelCurves = {
  ...plain,
  adstock: { curve: 'geometric', parameters: [0.5], maxLag: 4, normalize: true },
};
export const saturating: ChannelCurves = { ...carried, saturation: { curve: 'hill', parameters: [20, 1] } };

export type FunnelOptions = {
  readonly periods?: number;
  readonly geos?: number;
  /** sd of the mediator's and of the outcome's own errors */
  readonly noise?: readonly [mediator: number, outcome: number];
  /** of tv and radio on google */
  readonly feed?: readonly [number, number];
  /** spend of google without the others */
  readonly level?: number;
  readonly arrow?: ChannelCurves;
  readonly media?: ChannelCurves;
  readonly seed?: string;
};

/** tv and radio feed google; tv, radio and google sell. Everything by plain convolution, with the answers by replay:
 *
 *      google = level + feed·s(tv, radio) + 2·price + e₁,  sales = 100 + 2 f(tv) + 3 f(radio) + 4 f(google) + 3·price + e₂ */
export function funnelData(options: FunnelOptions = {}) {
  const { periods = 80, geos = 1, noise = [2, 1], feed = [0.5, 0.3], level = 20 } = options;
  const { arrow = plain, media = plain, seed = 'funnel' } = options;
  const length = history + periods + future;
  const own = { tv: 2, radio: 3, google: 4 } as const;
  const parts = Array.from({ length: geos }, (_, g) => {
    const stream = openStream(['estimate.twoStage', seed, g]);
    const uniform = (from: number, to: number) =>
      Float64Array.from({ length }, () => from + (to - from) * stream.uniform());
    const spend = { tv: uniform(5, 25), radio: uniform(2, 20) };
    const price = Float64Array.from({ length }, () => stream.normal());
    const errors = noise.map((sd) => Float64Array.from({ length }, () => sd * stream.normal()));
    const google = (tv: Float64Array, radio: Float64Array) => {
      const [a, b] = [transformMedia(tv, arrow), transformMedia(radio, arrow)];
      return price.map((p, t) => Math.max(0, level + feed[0] * a[t]! + feed[1] * b[t]! + 2 * p + errors[0]![t]!));
    };
    const sales = (paths: Readonly<Record<keyof typeof own, Float64Array>>) => {
      const [tv, radio, clicks] = (['tv', 'radio', 'google'] as const).map((name) =>
        transformMedia(paths[name], media),
      );
      return price.map(
        (p, t) => 100 + own.tv * tv![t]! + own.radio * radio![t]! + own.google * clicks![t]! + 3 * p + errors[1]![t]!,
      );
    };
    return { spend, price, google, sales, factual: { ...spend, google: google(spend.tv, spend.radio) } };
  });
  const cut = (pick: (part: (typeof parts)[number]) => Float64Array, from: number, to: number) =>
    Float64Array.from(parts.flatMap((part) => [...pick(part).subarray(from, to)]));
  const end = history + periods;
  const dataset = buildDataset({
    name: 'funnel',
    period: 'week',
    geos: parts.map((_, g) => `geo ${g}`),
    population: new Float64Array(geos).fill(1),
    periods,
    history,
    future,
    dates: null,
    firstPeriod: 0,
    channels: (['tv', 'radio', 'google'] as const).map((name) => ({
      name,
      spend: {
        history: cut(({ factual }) => factual[name], 0, history),
        window: cut(({ factual }) => factual[name], history, end),
        future: cut(({ factual }) => factual[name], end, length),
      },
    })),
    controls: [{ name: 'price', values: cut(({ price }) => price, history, end) }],
    outcome: { name: 'sales', values: cut(({ sales, factual }) => sales(factual), history, end) },
    carryoverStart: 'history',
  });

  /** Sales and google's spend lost over window and tail when a channel is scaled in the window, with google answering or held. */
  const lost = (
    channel: 'tv' | 'radio' | 'google',
    [first, last]: readonly [number, number],
    tail: number,
    { scale = 0, held = false } = {},
  ) => {
    const total = { sales: 0, google: 0, spend: 0 };
    for (const { factual, google, sales } of parts) {
      const inWindow = (t: number) => t >= history + first && t <= history + last;
      const scaled = { ...factual, [channel]: factual[channel].map((x, t) => (inWindow(t) ? scale * x : x)) };
      const answered = held || channel === 'google' ? scaled : { ...scaled, google: google(scaled.tv, scaled.radio) };
      const [before, after] = [sales(factual), sales(answered)];
      for (let t = history + first; t <= history + last + tail; t++) {
        total.sales += before[t]! - after[t]!;
        if (channel !== 'google') total.google += factual.google[t]! - answered.google[t]!;
        if (inWindow(t)) total.spend += factual[channel][t]!;
      }
    }
    return total;
  };
  return { dataset, lost };
}

/** Curves of all channels and arrows, as an experiment hands them over. */
export function givenCurves(media: ChannelCurves, arrow: ChannelCurves) {
  return {
    media: { given: { tv: media, radio: media, google: media } },
    mediator_media: { given: { 'tv->google': arrow, 'radio->google': arrow } },
  };
}
