import { replicateCost } from '../plan/cost.ts';
import { type Plan, runsIn } from '../plan/types.ts';
import type { Block, BlockItem } from './block.ts';
import type { Ledger } from './ledger.ts';

/** Which cells and arms to run; indices into the plan. */
export type Selection = { readonly cells: readonly number[]; readonly arms: readonly number[] };

/** Simulated periods a block: about a third of a second, so that progress is seen and messages are few. */
const BLOCK_COST = 50_000;
/** Blocks a worker gets at least of each cell, so that none waits long for the last one. */
const BLOCKS_A_WORKER = 4;

/** Blocks of what a selection still lacks, made as they are asked for: the costliest first, so that no worker sits over a
 *  long one when the others have nothing left. No row depends on the order.
 *  @see Graham (1969), "Bounds on Multiprocessing Timing Anomalies": longest processing time first */
export function* missingBlocks(plan: Plan, ledger: Ledger, selection: Selection, workers: number): Generator<Block> {
  const even = Math.ceil(plan.replicates / (BLOCKS_A_WORKER * workers));
  const kinds = kindsOf(plan, selection).map((kind) => {
    const size = Math.max(1, Math.min(even, Math.floor(BLOCK_COST / kind.cost)));
    return { ...kind, size };
  });
  // a stable sort: what costs the same stays in the order of the plan
  kinds.sort((a, b) => b.size * b.cost - a.size * a.cost);
  for (const { cell, arms, size } of kinds) {
    let items: BlockItem[] = [];
    for (let replicate = 0; replicate < plan.replicates; replicate++) {
      const missing = arms.filter((arm) => ledger.isMissing(ledger.attemptSlot(cell, replicate, arm)));
      const item = { replicate, arms: missing };
      if (missing.length > 0 || ledger.isMissing(ledger.truthSlot(cell, replicate))) items.push(item);
      if (items.length < size) continue;
      yield { cell, items };
      items = [];
    }
    if (items.length > 0) yield { cell, items };
  }
}

/** What blocks are made of: a cell with all arms selected there, for which data are then simulated once; or, where one
 *  replicate of them is more than a block is meant to be, each arm that is a block by itself apart. */
function kindsOf(plan: Plan, { cells, arms: selected }: Selection) {
  return cells.flatMap((cell) => {
    const costOf = (arms: readonly number[]): number =>
      replicateCost(
        plan.cells[cell]!,
        arms.map((arm) => plan.arms[arm]!),
        plan.cost,
      );
    const arms = selected.filter((arm) => runsIn(plan, cell, arm));
    const alone = costOf(arms) > BLOCK_COST ? arms.filter((arm) => costOf([arm]) > BLOCK_COST) : [];
    const together = arms.filter((arm) => !alone.includes(arm));
    const groups = [...alone.map((arm) => [arm]), ...(together.length > 0 ? [together] : [])];
    return groups.map((group) => ({ cell, arms: group, cost: costOf(group) }));
  });
}

/** Attempts and datasets that a selection still lacks. */
export function countMissing(
  plan: Plan,
  ledger: Ledger,
  { cells, arms: selected }: Selection,
): { attempts: number; any: boolean } {
  let attempts = 0;
  let datasets = 0;
  for (const cell of cells) {
    const arms = selected.filter((arm) => runsIn(plan, cell, arm));
    if (arms.length === 0) continue;
    for (let replicate = 0; replicate < plan.replicates; replicate++) {
      attempts += arms.filter((arm) => ledger.isMissing(ledger.attemptSlot(cell, replicate, arm))).length;
      if (ledger.isMissing(ledger.truthSlot(cell, replicate))) datasets += 1;
    }
  }
  return { attempts, any: attempts + datasets > 0 };
}
