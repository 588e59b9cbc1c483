import type { Control } from '../../causal/graph.ts';

/** Where a graph wants the whole past of a control, so many periods of it must do: a quarter of weeks. Arbitrary. */
const PAST = 12;

/** Lags of a control that the data get, in their own periods, and what is not quite as the graph has it.
 *  @param every periods of the graph in one of the data
 *  @param periods T of the data */
export function dataLags(
  { name, lags, wholePast }: Control,
  every: number,
  periods: number,
): { readonly lags: readonly number[]; readonly notes: readonly string[] } {
  const coarse = [...new Set(lags.flatMap((lag) => [Math.floor(lag / every), Math.ceil(lag / every)]))];
  // a lag with less than half of its values known is more filler than data
  const known = coarse.filter((lag) => 2 * lag < periods && (!wholePast || lag <= PAST)).sort((a, b) => a - b);
  const longest = known.at(-1) ?? 0;
  const lost = coarse.length > known.length;
  const notes = [
    ...(wholePast || lost
      ? [`of ${wholePast ? 'the whole past' : 'the lags'} of ${name}, lags to ${longest} only`]
      : []),
    ...(every > 1 && coarse.some((lag) => lag > 0) ? [`lags of ${name} rounded to periods of the data`] : []),
    ...(longest > 0 ? [`lags of ${name} repeat its first value before the window`] : []),
  ];
  return { lags: known, notes };
}
