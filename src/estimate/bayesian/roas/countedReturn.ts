import { sum } from '../../../core/stats.ts';
import type { Estimand } from '../../../dataset/estimand.ts';
import type { Channel, Dataset } from '../../../dataset/types.ts';
import { exposurePath } from '../../media.ts';

/** What a channel's ROAS counts, in the model's scaled terms. With spend set to 0 in a change window W,
 *
 *      ROAS = β·[Σ_{W + tail} f(a_t) − Σ_{W + tail} f(a_t without W)] / spend,
 *
 *  so that a ROAS and the curves give β. */
export type CountedReturn = {
  /** Periods counted, from the estimation window's first: W and the part of its tail that its spend reaches. The last may lie
   *  after the window. */
  readonly first: number;
  readonly last: number;
  /** exposure after the estimation window as far as periods are counted; 0 where the data end */
  readonly after: Float64Array;
  /** The channel without its spend in W, where spend around it leaves a response to take off: `history` periods before, then
   *  `periods` that count. The middle of W, where nothing is left, is cut out. Null where nothing is left at all. */
  readonly rest: { readonly exposure: Float64Array; readonly history: number; readonly periods: number } | null;
  /** Σ_W spend in money, divided by the outcome units of one unit of scaled outcome */
  readonly spend: number;
};

/** @param channel its exposure scaled, its spend in money; national data
 *  @param estimand a kind of `priorKinds`. An attributed ROAS counts Σ_W f(a_t), carry-in included and no tail
 *  @see statistics.md §1 */
export function countedReturn(
  dataset: Dataset,
  channel: Channel,
  maxLag: number,
  { kind, window: [first, end], tail }: Estimand,
  outcomeScale: number,
): CountedReturn {
  const { history, periods, future } = dataset;
  const attributed = kind === 'roas.attributed';
  const reach = maxLag - 1;
  // later periods are the same with spend in W and without
  const last = attributed ? end : end + Math.min(tail, reach);
  const path = exposurePath(channel, dataset, 0, Math.max(0, last + 1 - periods - future));
  const after = path.slice(history + periods, history + Math.max(periods, last + 1));
  const spend = sum(channel.spend.window.subarray(first, end + 1)) / outcomeScale;
  const before = path.subarray(Math.max(0, history + first - reach), history + first);
  const later = path.subarray(history + end + 1, history + last + 1);
  const rest = attributed ? null : withoutWindow(before, end - first + 1, later, reach);
  return { first, last, after, rest, spend };
}

/** @param reach periods after its own in which spend still acts
 *  @param before at most `reach` periods */
function withoutWindow(
  before: Float64Array,
  length: number,
  later: Float64Array,
  reach: number,
): CountedReturn['rest'] {
  const some = (series: Float64Array): boolean => series.some((x) => x !== 0);
  // as many periods without spend as carry-in can fill also keep it apart from what comes after W
  const lead = some(before) ? Math.min(length, reach) : 0;
  const carriedThrough = lead > 0 && length < reach;
  const tail = some(later) || carriedThrough ? later : later.subarray(0, 0);
  if (lead + tail.length === 0) return null;
  const history = lead > 0 ? before.length : 0;
  const exposure = new Float64Array(history + lead + tail.length);
  if (history > 0) exposure.set(before, 0);
  exposure.set(tail, history + lead);
  return { exposure, history, periods: lead + tail.length };
}
