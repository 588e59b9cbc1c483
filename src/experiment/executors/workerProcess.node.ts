import { fork } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { InputError } from '../../core/errors.ts';
import type { Plan } from '../plan/types.ts';
import type { Block } from '../run/block.ts';
import type { RunRecord } from '../run/record.ts';
import { openBeacon } from './beacon.node.ts';
import { type BlockEnd, conversation } from './conversation.node.ts';
import { type Family, killTree } from './processTable.node.ts';
import { residentBytes } from './residentSize.node.ts';

/** The compiled worker: beside this file, or in `dist` when this file runs from source under the tests. */
const workerFile = fileURLToPath(
  import.meta.url.endsWith('.ts')
    ? new URL('../../../dist/experiment/executors/worker.node.js', import.meta.url)
    : new URL('./worker.node.js', import.meta.url),
);

export type WorkerProcess = {
  /** Does it understand the plan? False where it ended before.
   *  @throws Error or InputError on a fault that is no fit's, or where the memory limit is below what it needs */
  readonly isReady: () => Promise<boolean>;
  /** @throws Error or InputError on a fault that is no fit's */
  readonly work: (block: Block, onRecords: (records: readonly RunRecord[]) => void) => Promise<BlockEnd>;
  readonly isAlive: () => boolean;
  /** at once, whatever it is doing, with what it has started */
  readonly kill: () => void;
  /** lets it end by itself: there is no more work */
  readonly release: () => void;
};

/** Time to end by itself: what a fit left running may keep a process from it. */
const LEAVE_MS = 2000;

/** Starts a child process and hands it the plan. It does one block at a time.
 *  @param clock milliseconds since some fixed moment, for time limits
 *  @param family tells what a child has started */
export function startWorker(plan: Plan, root: string, clock: () => number, family: Family): WorkerProcess {
  const beacon = openBeacon();
  const child = fork(workerFile, [String(process.pid)], {
    // what a user's estimator prints goes to stderr: stdout is the answer of the command
    stdio: ['ignore', 2, 2, 'ipc', beacon.descriptor],
    serialization: 'advanced',
    execArgv: memoryOptions(plan.limits.megabytes),
  });
  const kill = (): void => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) void killTree(child.pid);
  };
  const ask = conversation(child, beacon, plan, clock, family, kill);
  const start = ask({ kind: 'plan', plan, root }, 'ready', () => {});
  return {
    isReady: async () => {
      if ((await start).kind !== 'done') return false;
      await mustFit(plan.limits.megabytes, child.pid!);
      return true;
    },
    work: (block, onRecords) => ask({ kind: 'block', block }, 'done', onRecords),
    isAlive: () => child.connected,
    kill,
    release: () => {
      if (child.connected) child.disconnect();
      const timer = setTimeout(kill, LEAVE_MS);
      child.once('exit', () => clearTimeout(timer));
    },
  };
}

/** The worker collects garbage itself before it says that it is worn; and its heap may grow to the limit, so that the
 *  limit is met before V8 aborts. */
function memoryOptions(megabytes: number | undefined): string[] {
  return megabytes === undefined ? [] : ['--expose-gc', `--max-old-space-size=${Math.ceil(megabytes)}`];
}

async function mustFit(megabytes: number | undefined, pid: number): Promise<void> {
  if (megabytes === undefined) return;
  const bytes = await residentBytes(pid);
  if (bytes === undefined || bytes < 1e6 * megabytes) return;
  const needed = Math.ceil(bytes / 1e6);
  throw new InputError({
    path: 'limits.megabytes',
    message: `${megabytes}; a worker process takes ${needed} before its first fit, allowed is more than that`,
  });
}
