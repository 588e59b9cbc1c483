import { log } from '../../core/math.ts';
import type { Stream } from '../../core/random/stream.ts';
import { mean, sd } from '../../core/stats.ts';
import type { Channel, Dataset } from '../../dataset/types.ts';
import { factorMeans, fitFactors } from '../../inference/factor/ppca.ts';
import { predictiveCheck } from '../../inference/factor/predictiveCheck.ts';
import type { Column } from '../columns.ts';
import { exposure } from '../media.ts';
import { type Refused, refuse } from '../refusal.ts';

/** A factor model passes from here on. @see Wang & Blei (2019), §3.1 */
const passes = 0.1;

/** What the channels' joint spend says of a cause they share. */
export type Substitute = {
  readonly status: 'ok';
  /** K columns, E[z | spend], standardized */
  readonly columns: readonly Column[];
  /** share of replicated rows less likely than the held-out ones, of the chosen number of factors */
  readonly check: number;
};

/** Factors of log(1 + exposure over its mean), standardized channel by channel: spend is skewed, and the factor model is normal.
 *  Geos count as further rows, standardized geo by geo, so that a factor is what moves channels together in time.
 *  @param wanted K, or the fewest that pass the predictive check
 *  @param stream of the check */
export function substituteConfounder(
  dataset: Dataset,
  channels: readonly Channel[],
  wanted: number | 'checked',
  stream: Stream,
): Substitute | Refused {
  const { periods, geos } = dataset;
  const n = geos.length * periods;
  const most = channels.length - 1;
  if (most < 1)
    return refuse('unsupported', 'one channel shares its causes with none: two are needed, more are better');
  if (wanted !== 'checked' && wanted > most)
    return refuse('unsupported', `${wanted} factors of ${channels.length} channels; at most ${most}`);
  if (n <= 2 * channels.length)
    return refuse('too-few-periods', `${n} rows for a factor model of ${channels.length} channels`);
  const x = new Float64Array(n * channels.length);
  channels.forEach((channel, c) => {
    for (let g = 0; g < geos.length; g++)
      x.set(standardized(exposure(channel).window.subarray(g * periods, (g + 1) * periods)), c * n + g * periods);
  });
  const tried = wanted === 'checked' ? Array.from({ length: most }, (_, k) => k + 1) : [wanted];
  let best: { readonly factors: number; readonly check: number } | undefined;
  for (const factors of tried) {
    const check = predictiveCheck(x, n, factors, stream);
    if (check === null) continue;
    // where none passes, the one that comes nearest stands, and its check says so
    if (best === undefined || check > best.check) best = { factors, check };
    if (check > passes) break;
  }
  const model = best === undefined ? null : fitFactors(x, n, best.factors);
  if (best === undefined || model === null)
    return refuse('rank-deficient', 'spend of some channel is a combination of that of others: no factor model');
  const means = factorMeans(model, x);
  const columns = Array.from({ length: best.factors }, (_, k): Column => {
    const values = means.slice(k * n, (k + 1) * n);
    const [center, spread] = [mean(values), sd(values)];
    return { name: `substitute_${k + 1}`, role: 'control', values: values.map((z) => (z - center) / spread) };
  });
  return { status: 'ok', columns, check: best.check };
}

function standardized(values: Float64Array): Float64Array {
  const typical = mean(values);
  const logs = values.map((value) => log(1 + (typical > 0 ? value / typical : 0)));
  const [center, spread] = [mean(logs), sd(logs)];
  return logs.map((value) => (spread > 0 ? (value - center) / spread : 0));
}
