import type { Stream } from '../core/random/stream.ts';
import { rankAmong } from '../inference/sbc/rank.ts';

/** Rank of the truth among draws, and how many there were: a calibrated posterior gives each of 0..m the same probability.
 *  @see statistics.md §6 */
export function rankOfTruth(
  draws: Float64Array,
  truth: number,
  stream: Stream,
): readonly [rank: number, draws: number] {
  return [rankAmong(draws, truth, stream), draws.length];
}
