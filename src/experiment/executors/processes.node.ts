import { availableParallelism } from 'node:os';
import { openBlockReport } from './blockReport.ts';
import { now } from './clock.ts';
import type { Executor, Job } from './executor.ts';
import { openFamily } from './processTable.node.ts';
import { settle } from './settle.ts';
import { openTaskQueue, type TaskQueue } from './tasks.ts';
import { startWorker, type WorkerProcess } from './workerProcess.node.ts';

/** Processes that may die one after another before they understand the plan: a machine short of memory kills some, a
 *  broken installation all. */
const MOST_STARTS = 3;

/** Works blocks off in child processes. One that dies, or that is killed because an attempt passed a limit, is replaced:
 *  it costs the attempt it was at. A lost attempt is tried once more, alone, with the same key; one over a limit is not.
 *  @param root folder that `use: ./file.js` is relative to
 *  @param workers number of processes; default: the available cores
 *  @param clock milliseconds since some fixed moment, for time limits */
export function processExecutor(
  root: string,
  workers: number = availableParallelism(),
  clock: () => number = now,
): Executor {
  return {
    run: async (job) => {
      const alive = new Set<WorkerProcess>();
      const halt = new AbortController();
      const stop = (): void => {
        halt.abort();
        for (const worker of alive) worker.kill();
      };
      job.signal?.addEventListener('abort', stop, { once: true });
      if (job.signal?.aborted) stop();
      const family = openFamily(now);
      const start = () => startWorker(job.plan, root, clock, family);
      const tasks = openTaskQueue(job.blocks);
      const lanes = Array.from({ length: workers }, () => lane(job, start, tasks, alive, halt.signal));
      try {
        await Promise.all(lanes);
      } finally {
        stop();
        job.signal?.removeEventListener('abort', stop);
        // where one lane failed, the others may still be told of records, which must not come after the end
        await Promise.allSettled(lanes);
      }
    },
  };
}

/** One worker process after another, one task after another, until there are none. */
async function lane(
  job: Job,
  start: () => WorkerProcess,
  tasks: TaskQueue,
  alive: Set<WorkerProcess>,
  halt: AbortSignal,
): Promise<void> {
  let worker: WorkerProcess | undefined;
  for (let task = tasks.next(); task !== undefined; task = tasks.next()) {
    if (halt.aborted) return;
    if (worker?.isAlive() !== true) {
      if (worker !== undefined) alive.delete(worker);
      worker = await open(start, alive, halt);
      if (worker === undefined) return;
    }
    const report = openBlockReport(job.plan, task.block);
    const end = await worker.work(task.block, (records) => {
      report.note(records);
      job.onRecords(records);
    });
    if (end.kind === 'done') continue;
    if (end.kind === 'worn') worker.release();
    alive.delete(worker);
    worker = undefined;
    if (halt.aborted) return;
    const { rows, again } = settle(job.plan, task, report, end);
    job.onRecords(rows);
    tasks.again(again);
  }
  worker?.release();
  if (worker !== undefined) alive.delete(worker);
}

/** A process that understands the plan, or none where there is to be no more work: Ctrl-C reaches the whole group, and a
 *  process that has not got as far as ignoring it dies of it. */
async function open(
  start: () => WorkerProcess,
  alive: Set<WorkerProcess>,
  halt: AbortSignal,
): Promise<WorkerProcess | undefined> {
  for (let tries = 1; tries <= MOST_STARTS && !halt.aborted; tries++) {
    const worker = start();
    // from now on a stop kills it, whatever it is doing
    alive.add(worker);
    const isReady = await worker.isReady();
    if (isReady && !halt.aborted) return worker;
    if (!isReady) alive.delete(worker);
  }
  if (halt.aborted) return undefined;
  throw new Error(`${MOST_STARTS} worker processes ended before they were ready`);
}
