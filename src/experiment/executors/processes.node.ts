import { availableParallelism } from 'node:os';
import type { Plan } from '../plan/types.ts';
import { type Block, singleAttempts, unreported } from '../run/block.ts';
import { missedAttempts } from '../run/missed.ts';
import type { RunRecord } from '../run/record.ts';
import type { Executor, Job } from './executor.ts';
import { type BlockEnd, startWorker, type WorkerProcess } from './workerProcess.node.ts';

/** A block, and whether its attempts have been lost once already. */
type Task = { readonly block: Block; readonly retry: boolean };

/** Works blocks off in child processes, whose death costs at most the attempts they had not reported: these are marked
 *  `lost` and tried once more, each alone, with the same key; the process is replaced.
 *  @param root folder that `use: ./file.js` is relative to
 *  @param workers number of processes; default: the available cores */
export function processExecutor(root: string, workers: number = availableParallelism()): Executor {
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
        const tasks = taskQueue(job.blocks);
        await Promise.all(Array.from({ length: workers }, () => lane(job, root, tasks, alive, halt.signal)));
      } finally {
        stop();
        job.signal?.removeEventListener('abort', stop);
      }
    },
  };
}

type TaskQueue = { readonly next: () => Task | undefined; readonly again: (tasks: readonly Task[]) => void };

function taskQueue(blocks: Iterable<Block>): TaskQueue {
  const source = blocks[Symbol.iterator]();
  const waiting: Task[] = [];
  return {
    next: () => {
      if (waiting.length > 0) return waiting.shift();
      const { done, value } = source.next();
      return done ? undefined : { block: value, retry: false };
    },
    again: (tasks) => waiting.push(...tasks),
  };
}

/** One worker process after another, one task after another, until there are none. */
async function lane(
  job: Job,
  root: string,
  tasks: TaskQueue,
  alive: Set<WorkerProcess>,
  halt: AbortSignal,
): Promise<void> {
  let worker: WorkerProcess | undefined;
  for (let task = tasks.next(); task !== undefined; task = tasks.next()) {
    if (halt.aborted) return;
    if (worker === undefined) {
      worker = await started(job, root, halt);
      if (worker === undefined) return;
      alive.add(worker);
      if (halt.aborted) return worker.kill();
    }
    const report = openReport(job.plan, task.block);
    const end: BlockEnd = await worker.work(task.block, (records) => {
      report.note(records);
      job.onRecords(records);
    });
    if (end.kind === 'done') continue;
    alive.delete(worker);
    worker = undefined;
    if (halt.aborted) return;
    settle(job, task, report, end, tasks);
  }
  worker?.release();
  if (worker !== undefined) alive.delete(worker);
}

/** A new process, or none where the stop that ended it came to us too: Ctrl-C reaches the whole group, and a process that
 *  has not got as far as ignoring it dies of it. */
async function started(job: Job, root: string, halt: AbortSignal): Promise<WorkerProcess | undefined> {
  try {
    return await startWorker(job.plan, root);
  } catch (error) {
    if (halt.aborted) return undefined;
    throw error;
  }
}

/** Classifies what a process left undone, and says what is tried again. */
function settle(job: Job, { block, retry }: Task, report: Report, end: BlockEnd, tasks: TaskQueue): void {
  const rest = unreported(block, report.arms);
  if (end.kind === 'timeout') {
    const { replicate, arm } = end.running;
    const late: Block = { cell: block.cell, items: [{ replicate, arms: [arm] }] };
    job.onRecords(missedAttempts(job.plan, late, 'timeout', report.digests));
    report.arms.set(replicate, new Set([...(report.arms.get(replicate) ?? []), arm]));
    tasks.again([{ block: unreported(rest, report.arms), retry }]);
    return;
  }
  job.onRecords(missedAttempts(job.plan, rest, 'lost', report.digests));
  if (!retry) tasks.again(singleAttempts(rest).map((single) => ({ block: single, retry: true })));
}

type Report = {
  readonly note: (records: readonly RunRecord[]) => void;
  /** arms reported, by replicate */
  readonly arms: Map<number, ReadonlySet<number>>;
  /** digests of the datasets seen, by replicate */
  readonly digests: Map<number, string>;
};

function openReport(plan: Plan, block: Block): Report {
  const arms = new Map<number, Set<number>>();
  const digests = new Map<number, string>();
  const indices = new Map(block.items.flatMap((item) => item.arms).map((arm) => [plan.arms[arm]!.id, arm]));
  const note = (records: readonly RunRecord[]): void => {
    for (const record of records) {
      digests.set(record.replicate, record.digest);
      if (record.kind !== 'attempt') continue;
      const reported = arms.get(record.replicate) ?? new Set();
      arms.set(record.replicate, reported.add(indices.get(record.arm)!));
    }
  };
  return { note, arms, digests };
}
