import type { Selection } from '../run/missing.ts';
import { replicateCost } from './cost.ts';
import { type Plan, runsIn } from './types.ts';

/** Part `index` of `of`, counted from 1. */
export type Shard = { readonly index: number; readonly of: number };

/** Consecutive replicates of one cell with some of its arms; indices into the plan. */
export type Piece = {
  readonly cell: number;
  readonly arms: readonly number[];
  readonly from: number;
  /** exclusive */
  readonly to: number;
  /** by the formula that the plan holds */
  readonly cost: number;
};

/** Pieces a shard gets if all cost the same. Arbitrary: with 64, shards differ by at most a 64th, unless a single fit
 *  is more than that. */
const PIECES_A_SHARD = 64;

/** What a shard has to do. No shard is empty while there are as many units as shards. */
export function shardPieces(plan: Plan, selection: Selection, { index, of }: Shard): readonly Piece[] {
  return allShards(plan, selection, of)[index - 1] ?? [];
}

/** What each of so many shards has to do: the largest piece first, each to the shard with least work so far. A function of
 *  the plan alone, never of what is done already or how long it took, so every machine finds the same.
 *  @see Graham (1969), "Bounds on Multiprocessing Timing Anomalies": longest processing time first */
export function allShards(plan: Plan, selection: Selection, shards: number): readonly (readonly Piece[])[] {
  const pieces = cut(plan, selection, shards);
  const largestFirst = pieces.map((_, i) => i).sort((a, b) => pieces[b]!.cost - pieces[a]!.cost || a - b);
  const loads = new Float64Array(shards);
  const owned = Array.from({ length: shards }, (): number[] => []);
  for (const piece of largestFirst) {
    let least = 0;
    for (let shard = 1; shard < shards; shard++) if (loads[shard]! < loads[least]!) least = shard;
    loads[least]! += pieces[piece]!.cost;
    owned[least]!.push(piece);
  }
  return owned.map((mine) => mine.sort((a, b) => a - b).map((i) => pieces[i]!));
}

/** All pieces, in the order of the plan. */
function cut(plan: Plan, { cells, arms: selected }: Selection, shards: number): readonly Piece[] {
  const grids = cells
    .map((cell) => ({ cell, arms: selected.filter((arm) => runsIn(plan, cell, arm)) }))
    .filter(({ arms }) => arms.length > 0);
  const costOf = (cell: number, arms: readonly number[]): number =>
    replicateCost(
      plan.cells[cell]!,
      arms.map((arm) => plan.arms[arm]!),
      plan.cost,
    );
  const total = plan.replicates * grids.reduce((sum, { cell, arms }) => sum + costOf(cell, arms), 0);
  const cutTo = (most: number): readonly Piece[] =>
    grids.flatMap(({ cell, arms }) => {
      // a dataset is simulated once for all arms, where they are not too much for one piece
      const groups = costOf(cell, arms) <= most ? [arms] : arms.map((arm) => [arm]);
      return groups.flatMap((group) => runsOf(plan.replicates, cell, group, costOf(cell, group), most));
    });
  const pieces = cutTo(total / (PIECES_A_SHARD * shards));
  return pieces.length < shards ? cutTo(0) : pieces;
}

/** @param cost of one replicate @param most that a piece may cost, if it has several replicates */
function runsOf(
  replicates: number,
  cell: number,
  arms: readonly number[],
  cost: number,
  most: number,
): readonly Piece[] {
  const size = Math.max(1, Math.floor(most / cost));
  return Array.from({ length: Math.ceil(replicates / size) }, (_, i) => {
    const [from, to] = [i * size, Math.min(replicates, (i + 1) * size)];
    return { cell, arms, from, to, cost: cost * (to - from) };
  });
}
