import { integerBelow } from '../../core/random/draws.ts';
import type { Stream } from '../../core/random/stream.ts';

/** A point of the unit cube with what it costs. */
export type Member = { readonly point: Float64Array; readonly cost: number };

/** Step along a difference of two members and toward the best one: nevergrad's default, after Storn & Price's range of .5 to 1. */
const STEP = 0.8;

/** Differential evolution on the unit cube, "current to best" with two-point crossover: member after member, a trial is
 *  x + .8(best − x) + .8(a − b) on one stretch of coordinates (around the end too) and x elsewhere, cut to the cube; it takes x's place
 *  where it costs no more. Work is counted in trials, so the same stream gives the same bits.
 *  @param members at least 3, of one dimension; left as they are
 *  @param costOf called once a trial, in order
 *  @returns the population after the trials
 *  @see Storn & Price (1997); Rapin & Teytaud, nevergrad (TwoPointsDE) */
export function differentialEvolution(
  members: readonly Member[],
  trials: number,
  stream: Stream,
  costOf: (point: Float64Array) => number,
): readonly Member[] {
  const size = members.length;
  if (size < 3) throw new RangeError(`differentialEvolution: ${size} members; at least 3 are needed`);
  const population = [...members];
  const n = population[0]!.point.length;
  let best = population.reduce((a, b) => (b.cost < a.cost ? b : a));
  for (let trial = 0; trial < trials; trial++) {
    const i = trial % size;
    // two others, different from each other and from i
    const a = (i + 1 + integerBelow(stream, size - 1)) % size;
    const rest = Array.from({ length: size }, (_, m) => m).filter((m) => m !== i && m !== a);
    const b = rest[integerBelow(stream, rest.length)]!;
    const from = integerBelow(stream, n);
    const length = 1 + integerBelow(stream, n);
    const { point: x, cost } = population[i]!;
    const point = x.slice();
    for (let s = 0; s < length; s++) {
      const j = (from + s) % n;
      const step = STEP * (best.point[j]! - x[j]!) + STEP * (population[a]!.point[j]! - population[b]!.point[j]!);
      point[j] = Math.min(1, Math.max(0, x[j]! + step));
    }
    const found = { point, cost: costOf(point) };
    if (found.cost > cost) continue;
    population[i] = found;
    if (found.cost < best.cost) best = found;
  }
  return population;
}
