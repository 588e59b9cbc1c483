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

/** Blocks of what a selection still lacks, made as they are asked for. */
export function* missingBlocks(
  plan: Plan,
  ledger: Ledger,
  { cells, arms: selected }: Selection,
  workers: number,
): Generator<Block> {
  for (const cell of cells) {
    const arms = selected.filter((arm) => runsIn(plan, cell, arm));
    if (arms.length === 0) continue;
    const planned = plan.cells[cell]!;
    const cost = replicateCost(
      planned,
      arms.map((arm) => plan.arms[arm]!),
    );
    const even = Math.ceil(plan.replicates / (BLOCKS_A_WORKER * workers));
    const size = Math.max(1, Math.min(even, Math.floor(BLOCK_COST / cost)));
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
