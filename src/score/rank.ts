import { integerBelow } from '../core/random/draws.ts';
import type { Stream } from '../core/random/stream.ts';

/** Rank of the truth among draws: how many lie below it, ties broken uniformly, so that a calibrated posterior gives
 *  each of 0..m the same probability. The stream is read only where there are ties.
 *  @see statistics.md §6; Modrák et al. (2023) */
export function rankOfTruth(
  draws: Float64Array,
  truth: number,
  stream: Stream,
): readonly [rank: number, draws: number] {
  let below = 0;
  let ties = 0;
  for (const x of draws) {
    if (x < truth) below++;
    else if (x === truth) ties++;
  }
  return [ties === 0 ? below : below + integerBelow(stream, ties + 1), draws.length];
}
