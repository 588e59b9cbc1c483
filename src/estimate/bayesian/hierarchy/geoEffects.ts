import type { Estimand } from '../../../dataset/estimand.ts';
import type { Dataset } from '../../../dataset/types.ts';
import { adstockWeights, applyAdstock } from '../../../media/adstock.ts';
import { saturate } from '../../../media/saturation.ts';
import type { SaturationSpec } from '../../../media/types.ts';
import { marginalStep } from '../../response.ts';
import type { PreparedGeos } from './prepareGeos.ts';

/** What is to be summed over geos for a channel: its response from `from` to the end of `factual`, less that of `changed`. */
export type Difference = {
  readonly channel: number;
  readonly from: number;
  /** by geo, from the first period that matters on; the same for `changed` */
  readonly factual: readonly Float64Array[];
  /** null: nothing is taken off */
  readonly changed: readonly Float64Array[] | null;
};

/** An estimand's answer: a difference times a number. */
type Answer = { readonly difference: number; readonly factor: number };

/** Effects at a point: Σ_g population_g·outcomeScale·β_{m,g}·(response − response with the channel's spend changed in the window),
 *  by the estimand's own definition, with history and tail. Null where a single equation has no answer. Estimands that differ
 *  only by what the sum is divided by share it.
 *  @see statistics.md §1; `channelResponse` is the same for one coefficient */
export function geoEffects(
  dataset: Dataset,
  prepared: PreparedGeos,
  estimands: readonly Estimand[],
): (at: Float64Array) => readonly (number | null)[] {
  const { channels } = prepared;
  const keys: string[] = [];
  const differences: Difference[] = [];
  const answers = estimands.map((estimand): Answer | null => {
    const channel = channels.findIndex(({ channel: { name } }) => name === estimand.channel);
    const plan = channel < 0 ? null : planOf(dataset, prepared, channel, estimand);
    if (plan === null) return null;
    const key = JSON.stringify([channel, estimand.window, plan.tail, plan.scale]);
    if (!keys.includes(key)) {
      keys.push(key);
      differences.push(differenceOf(dataset, prepared, channel, estimand.window, plan.tail, plan.scale));
    }
    return { difference: keys.indexOf(key), factor: plan.factor };
  });
  const valueAt = differenceValue(prepared);

  return (at) => {
    const values = differences.map((difference) => valueAt(difference, at));
    return answers.map((answer) => (answer === null ? null : answer.factor * values[answer.difference]!));
  };
}

/** A difference at a point, in outcome units; each geo's with its own effect. */
export function differenceValue({
  model,
  population,
  outcomeScale,
}: PreparedGeos): (difference: Difference, at: Float64Array) => number {
  let work = new Float64Array(0);
  const weights = Float64Array.from(population, (people) => people * outcomeScale);
  return ({ channel, from, factual, changed }, at) => {
    const { adstock, saturation, maxLag, normalize, order } = model.channels[channel]!;
    const kernel = adstockWeights({
      curve: adstock.id,
      parameters: model.layout.adstock[channel]!.map((i) => at[i]!),
      maxLag,
      normalize,
    });
    const curve = { curve: saturation.id, parameters: model.layout.saturation[channel]!.map((i) => at[i]!) };
    const first = model.layout.effects[channel]!.geos;
    const { length } = factual[0]!;
    if (work.length < length) work = new Float64Array(length);
    const out = work.subarray(0, length);
    let total = 0;
    for (let g = 0; g < weights.length; g++) {
      const own = responseFrom(factual[g]!, kernel, curve, order, from, out);
      const without = changed === null ? 0 : responseFrom(changed[g]!, kernel, curve, order, from, out);
      total += weights[g]! * at[first + g]! * (own - without);
    }
    return total;
  };
}

/** Sum of a series' response from period `from` on. */
function responseFrom(
  path: Float64Array,
  kernel: Float64Array,
  curve: SaturationSpec,
  order: 'adstock-first' | 'saturation-first',
  from: number,
  out: Float64Array,
): number {
  if (order === 'adstock-first') saturate(applyAdstock(path, kernel, out), curve, out);
  else applyAdstock(saturate(path, curve, out), kernel, out);
  let total = 0;
  for (let t = from; t < out.length; t++) total += out[t]!;
  return total;
}

/** By what the channel's spend is multiplied in the window (null: nothing is taken off), how long the tail is, and what the
 *  difference is multiplied by. Null where there is no answer. */
function planOf(
  { periods, geos }: Dataset,
  { channels, population }: PreparedGeos,
  channel: number,
  { kind, window: [first, last], tail }: Estimand,
): { readonly scale: number | null; readonly tail: number; readonly factor: number } | null {
  if (first < 0 || last >= periods || first > last || tail < 0) return null;
  const { window } = channels[channel]!.channel.spend;
  let spend = 0;
  for (let g = 0; g < geos.length; g++)
    for (let t = first; t <= last; t++) spend += population[g]! * window[g * periods + t]!;
  switch (kind) {
    case 'contribution':
    case 'contribution.direct':
      return { scale: 0, tail, factor: 1 };
    case 'roas.total':
    case 'roas.direct':
      return spend > 0 ? { scale: 0, tail, factor: 1 / spend } : null;
    case 'mroas.total':
    case 'mroas.direct':
      return spend > 0 ? { scale: 1 + marginalStep, tail, factor: -1 / (marginalStep * spend) } : null;
    case 'roas.attributed':
      return spend > 0 ? { scale: null, tail: 0, factor: 1 / spend } : null;
    case 'roas.mediated':
    case 'roas.blended':
    case 'roas.net':
      return null;
  }
}

/** Paths are cut to what a lag can carry into the window; after the dataset's future periods spend is 0. */
export function differenceOf(
  { history }: Dataset,
  { channels, model }: PreparedGeos,
  channel: number,
  [first, last]: Estimand['window'],
  tail: number,
  scale: number | null,
): Difference {
  const from = history + first;
  const to = history + last + tail + 1;
  const start = Math.max(0, from - model.channels[channel]!.maxLag + 1);
  const factual = channels[channel]!.paths.map((path) => {
    const cut = new Float64Array(to - start);
    cut.set(path.subarray(start, Math.min(to, path.length)));
    return cut;
  });
  const changed = factual.map((path) =>
    path.map((x, i) => (i >= from - start && i <= history + last - start ? (scale ?? 1) * x : x)),
  );
  return { channel, from: from - start, factual, changed: scale === null ? null : changed };
}
