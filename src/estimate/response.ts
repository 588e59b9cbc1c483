import { type Estimand, estimandKey } from '../dataset/estimand.ts';
import type { Channel, Dataset } from '../dataset/types.ts';
import type { ChannelCurves } from '../media/types.ts';
import { exposurePath, transformMedia } from './media.ts';
import { headSum, type PerHead } from './perHead.ts';

/** A channel through its curves: the regressor, and what a coefficient of 1 on it means under an estimand. */
export type ChannelResponse = {
  readonly channel: string;
  readonly curves: ChannelCurves;
  /** G·T, the transformed exposure in the window, carry-in from history included, times its weights if there are any */
  readonly window: Float64Array;
  /** Effect per unit coefficient in a single-equation model, by the estimand's definition on these curves:
   *  the channel's own series is changed in the change window and everything else stays, so total and direct coincide.
   *  Null where such a model has no answer (mediated, blended and net effects), for a ROAS without spend in the change
   *  window, and for windows outside the data. */
  readonly effect: (estimand: Estimand) => number | null;
  /** Response curve per unit coefficient: what the channel brings over window + tail when its spend in the window is
   *  multiplied by `scale`, minus what it brings there at 0. */
  readonly gain: (window: Estimand['window'], tail: number, scale: number) => number;
};

/** What a coefficient counts in each period, 0 being the window's first: 1, but for coefficients that vary over time. */
export type PeriodWeight = (period: number) => number;

const always: PeriodWeight = () => 1;

/** Sums are over geos, times their heads where the data are per head. After the dataset's future periods spend is taken as 0, which matters on saturating curves only
 *  when a tail reaches beyond them.
 *  @see statistics.md §1 */
export function channelResponse(
  dataset: Dataset & Partial<Pick<PerHead, 'heads'>>,
  channel: Channel,
  curves: ChannelCurves,
  weight: PeriodWeight = always,
): ChannelResponse {
  const { periods, history, heads = new Float64Array(dataset.geos.length).fill(1) } = dataset;
  const paths = dataset.geos.map((_, g) => exposurePath(channel, dataset, g));
  const transformed = paths.map((path) => transformMedia(path, curves));
  const window = new Float64Array(paths.length * periods);
  transformed.forEach((series, g) => {
    for (let t = 0; t < periods; t++) window[g * periods + t] = series[history + t]! * weight(t);
  });

  /** Σ over W + tail of f(factual) − f(factual with W scaled), all geos */
  const difference = (first: number, last: number, tail: number, scale: number): number => {
    let total = 0;
    for (let g = 0; g < paths.length; g++) {
      const from = history + first;
      const to = history + last + tail + 1;
      const beyond = Math.max(0, to - paths[g]!.length);
      const factualPath = beyond === 0 ? paths[g]! : exposurePath(channel, dataset, g, beyond);
      const factual = beyond === 0 ? transformed[g]! : transformMedia(factualPath, curves);
      // periods that no lag reaches from the change window do not enter
      const start = Math.max(0, from - curves.adstock.maxLag + 1);
      const changed = factualPath.slice(start, to);
      for (let t = from; t <= history + last; t++) changed[t - start] = scale * changed[t - start]!;
      const counterfactual = transformMedia(changed, curves);
      for (let t = from; t < to; t++) {
        total += heads[g]! * (factual[t]! - counterfactual[t - start]!) * weight(t - history);
      }
    }
    return total;
  };

  const gain = ([first, last]: Estimand['window'], tail: number, scale: number): number =>
    scale === 0 ? 0 : difference(first, last, tail, 0) - difference(first, last, tail, scale);

  const memo = new Map<string, number | null>();
  const compute = ({ kind, window: [first, last], tail }: Estimand): number | null => {
    if (first < 0 || last >= periods || first > last || tail < 0) return null;
    const spend = headSum(channel.spend.window, { heads, periods }, [first, last]);
    switch (kind) {
      case 'contribution':
      case 'contribution.direct':
        return difference(first, last, tail, 0);
      case 'roas.total':
      case 'roas.direct':
        return spend > 0 ? difference(first, last, tail, 0) / spend : null;
      case 'mroas.total':
      case 'mroas.direct':
        return spend > 0 ? -difference(first, last, tail, 1 + marginalStep) / (marginalStep * spend) : null;
      case 'roas.attributed':
        return spend > 0 ? headSum(window, { heads, periods }, [first, last]) / spend : null;
      case 'roas.mediated':
      case 'roas.blended':
      case 'roas.net':
        return null;
    }
  };
  const effect = (estimand: Estimand): number | null => {
    const key = estimandKey(estimand);
    const known = memo.get(key);
    if (known !== undefined) return known;
    const value = compute(estimand);
    memo.set(key, value);
    return value;
  };
  return { channel: channel.name, curves, window, effect, gain };
}

/** mROAS is the return on 1 % more spend. @see statistics.md §1 */
export const marginalStep = 0.01;
