import type { Stream } from '../../core/random/stream.ts';
import { rankAmong } from './rank.ts';

/** A quantity of one simulation: what it was when the data were made, and L thinned draws of it given the data. */
export type Known = { readonly truth: number; readonly draws: Float64Array };

/** Quantities by name, the same names in every simulation; null where the fit failed. */
export type Simulation = ReadonlyMap<string, Known> | null;

/** Ranks by quantity, one a simulation that did not fail, and how many failed. */
export type Calibration = {
  readonly ranks: ReadonlyMap<string, readonly number[]>;
  readonly failed: number;
};

/** Ranks of the truths among the draws. Failed fits are counted and left out.
 *  @param stream breaks ties
 *  @see statistics.md §6 */
export function collectRanks(simulations: Iterable<Simulation>, stream: Stream): Calibration {
  const ranks = new Map<string, number[]>();
  let failed = 0;
  for (const simulation of simulations) {
    if (simulation === null) {
      failed += 1;
      continue;
    }
    for (const [name, { truth, draws }] of simulation) {
      if (!Number.isFinite(truth)) throw new RangeError(`collectRanks: the true ${name} is ${truth}`);
      if (!draws.every(Number.isFinite)) throw new RangeError(`collectRanks: a draw of ${name} is no finite number`);
      const list = ranks.get(name) ?? [];
      list.push(rankAmong(draws, truth, stream));
      ranks.set(name, list);
    }
  }
  return { ranks, failed };
}
