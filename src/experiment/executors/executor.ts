import type { Plan } from '../plan/types.ts';
import type { Block } from '../run/block.ts';
import type { RunRecord } from '../run/record.ts';

export type Job = {
  readonly plan: Plan;
  /** pulled one at a time, when a worker is free */
  readonly blocks: Iterable<Block>;
  /** takes the records before it returns: while it works, no more are made than are under way */
  readonly onRecords: (records: readonly RunRecord[]) => void;
  /** stops handing out work; what has been reported stays, what is under way is dropped */
  readonly signal?: AbortSignal;
};

/** How blocks are worked off: in this thread, in child processes, later on a cluster. Which one, and with how many
 *  workers, changes no row but `timeout`, `oom` and `lost`. Resolves when every block is done, or the signal has come. */
export type Executor = { readonly run: (job: Job) => Promise<void> };
