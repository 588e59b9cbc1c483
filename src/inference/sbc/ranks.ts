import type { Stream } from '../../core/random/stream.ts';
import { rankAmong } from './rank.ts';

/** A quantity of one simulation: what it was when the data were made, and L thinned draws of it given the data. */
export type Known = { readonly truth: number; readonly draws: Float64Array };

/** Rank of each truth among its draws, in the same order.
 *  @param names of the quantities, for errors
 *  @param stream breaks ties
 *  @throws RangeError where a truth or a draw is no finite number
 *  @see statistics.md §6 */
export function ranksOf(names: readonly string[], quantities: readonly Known[], stream: Stream): readonly number[] {
  if (names.length !== quantities.length) {
    throw new RangeError(`ranksOf: ${quantities.length} quantities under ${names.length} names`);
  }
  return quantities.map(({ truth, draws }, q) => {
    if (!Number.isFinite(truth)) throw new RangeError(`the true ${names[q]} is ${truth}`);
    if (!draws.every(Number.isFinite)) throw new RangeError(`a draw of ${names[q]} is no finite number`);
    return rankAmong(draws, truth, stream);
  });
}
