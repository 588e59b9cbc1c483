import { openStream } from '../core/random/stream.ts';
import type { Observation, When } from '../scenario/observation.ts';
import type { DrawKey } from './drawKey.ts';

/** Whose records, and in which geo; null: national, or the same in every geo. */
type Recorder = { readonly node: string; readonly geo: number | null };

/** A series as the database has it: wrong by a factor where an entry went wrong, then what is lost filled in. Each kind
 *  of fault has a stream of its own for every node, one uniform a period from the database's first on, so that a
 *  shorter window gives a prefix.
 *  @param series consecutive periods of the data; left unchanged
 *  @param origin the first one's number, counted from the window's first
 *  @param history periods of the database before the window */
export function recorded(
  series: Float64Array,
  origin: number,
  history: number,
  { errors, missing }: Pick<Observation, 'errors' | 'missing'>,
  { node, geo }: Recorder,
  { seed, replicate }: DrawKey,
): Float64Array {
  const hits = (when: When, role: string): ((t: number) => boolean) => {
    const { at, probability = 0, nodes } = when;
    if (!nodes.includes(node)) return () => false;
    if (at !== undefined) return (t) => at.includes(origin + t);
    const stream = openStream([seed, replicate, node, role, ...(geo === null ? [] : [geo])]);
    const hit = Array.from({ length: origin + history + series.length }, () => stream.uniform() < probability);
    return (t) => hit[origin + history + t]!;
  };
  const out = series.slice();
  for (const [nth, error] of errors.entries()) {
    const wrong = hits(error, `recorded/error/${nth}`);
    for (let t = 0; t < out.length; t++) if (wrong(t)) out[t] = error.factor * out[t]!;
  }
  for (const [nth, gap] of missing.entries()) {
    const lost = hits(gap, `recorded/missing/${nth}`);
    fill(out, lost, gap.filled);
  }
  return out;
}

/** What is lost takes 0, the last record before it, or a straight line to the next; after the last record there is no
 *  next. The first period is never lost: a database begins with its first record. */
function fill(series: Float64Array, lost: (t: number) => boolean, by: Observation['missing'][number]['filled']): void {
  for (let t = 1; t < series.length; t++) {
    if (!lost(t)) continue;
    if (by === 'zero') {
      series[t] = 0;
      continue;
    }
    let next = t + 1;
    while (next < series.length && lost(next)) next++;
    // what stands before t is recorded, or was filled in
    const before = series[t - 1]!;
    const straight = by === 'interpolated' && next < series.length;
    series[t] = straight ? before + (series[next]! - before) / (next - t + 1) : before;
  }
}
