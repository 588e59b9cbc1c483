import { availableParallelism } from 'node:os';
import { openBlockReport } from './blockReport.ts';
import { now } from './clock.ts';
import type { Executor, Job } from './executor.ts';
import { settle } from './settle.ts';
import { openTaskQueue, type TaskQueue } from './tasks.ts';
import { startWorker, type WorkerProcess } from './workerProcess.node.ts';

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
      try {
        const tasks = openTaskQueue(job.blocks);
        const open = () => started(() => startWorker(job.plan, root, clock), halt.signal);
        await Promise.all(Array.from({ length: workers }, () => lane(job, open, tasks, alive, halt.signal)));
      } finally {
        stop();
        job.signal?.removeEventListener('abort', stop);
      }
    },
  };
}

/** One worker process after another, one task after another, until there are none. */
async function lane(
  job: Job,
  open: () => Promise<WorkerProcess | undefined>,
  tasks: TaskQueue,
  alive: Set<WorkerProcess>,
  halt: AbortSignal,
): Promise<void> {
  let worker: WorkerProcess | undefined;
  for (let task = tasks.next(); task !== undefined; task = tasks.next()) {
    if (halt.aborted) return;
    if (worker?.isAlive() !== true) {
      if (worker !== undefined) alive.delete(worker);
      worker = await open();
      if (worker === undefined) return;
      alive.add(worker);
      if (halt.aborted) return worker.kill();
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

/** A new process, or none where the stop that ended it came to us too: Ctrl-C reaches the whole group, and a process that
 *  has not got as far as ignoring it dies of it. */
async function started(start: () => Promise<WorkerProcess>, halt: AbortSignal): Promise<WorkerProcess | undefined> {
  try {
    return await start();
  } catch (error) {
    if (halt.aborted) return undefined;
    throw error;
  }
}
