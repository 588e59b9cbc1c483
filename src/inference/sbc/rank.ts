import { integerBelow } from '../../core/random/draws.ts';
import type { Stream } from '../../core/random/stream.ts';

/** Rank of the truth among L posterior draws: #{draw < truth} + U{0, …, ties}, so that 0..L are equally likely when the
 *  posterior is right. The stream is read only where there are ties.
 *  @see statistics.md §6; Talts et al. (2018), Modrák et al. (2023) */
export function rankAmong(draws: ArrayLike<number>, truth: number, stream: Stream): number {
  let below = 0;
  let ties = 0;
  for (let i = 0; i < draws.length; i++) {
    const x = draws[i]!;
    if (x < truth) below += 1;
    else if (x === truth) ties += 1;
  }
  return ties === 0 ? below : below + integerBelow(stream, ties + 1);
}
