import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { InputError } from '../../core/errors.ts';
import type { Plan } from '../plan/types.ts';
import type { Block } from '../run/block.ts';
import type { RunRecord } from '../run/record.ts';
import type { FromWorker, ToWorker } from './messages.ts';

/** The compiled worker: beside this file, or in `dist` when this file runs from source under the tests. */
const workerFile = fileURLToPath(
  import.meta.url.endsWith('.ts')
    ? new URL('../../../dist/experiment/executors/worker.node.js', import.meta.url)
    : new URL('./worker.node.js', import.meta.url),
);

type Running = { readonly replicate: number; readonly arm: number };

/** How a block ended: done; the process gone by itself; or killed because one attempt passed the time limit. */
export type BlockEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'died' }
  | { readonly kind: 'timeout'; readonly running: Running };

export type WorkerProcess = {
  /** @throws Error or InputError on a fault that is no fit's */
  readonly work: (block: Block, onRecords: (records: readonly RunRecord[]) => void) => Promise<BlockEnd>;
  /** at once, whatever it is doing */
  readonly kill: () => void;
  /** lets it end by itself: there is no more work */
  readonly release: () => void;
};

/** Starts a child process and hands it the plan. It does one block at a time. */
export async function startWorker(plan: Plan, root: string): Promise<WorkerProcess> {
  // what a user's estimator prints goes to stderr: stdout is the answer of the command
  const child = fork(workerFile, [], { stdio: ['ignore', 2, 2, 'ipc'], execArgv: [] });
  const ask = conversation(child, plan.limits.seconds);
  const start = await ask({ kind: 'plan', plan, root }, 'ready', () => {});
  if (start.kind !== 'done') throw new Error(`a worker process ended before it was ready: ${workerFile}`);
  return {
    work: (block, onRecords) => ask({ kind: 'block', block }, 'done', onRecords),
    kill: () => child.kill('SIGKILL'),
    release: () => {
      if (child.connected) child.disconnect();
    },
  };
}

type Ask = (
  message: ToWorker,
  lastAnswer: FromWorker['kind'],
  onRecords: (records: readonly RunRecord[]) => void,
) => Promise<BlockEnd>;

/** One question at a time; the answer is over when its last message comes, or when the process is gone. */
function conversation(child: ChildProcess, seconds: number | undefined): Ask {
  let listener: (answer: FromWorker) => void = () => {};
  let onGone: () => void = () => {};
  let alive = true;
  child.on('message', (answer: FromWorker) => listener(answer));
  whenGone(child, () => {
    alive = false;
    onGone();
  });
  return async (message, lastAnswer, onRecords) => {
    let watch: ReturnType<typeof setTimeout> | undefined;
    const end = await new Promise<BlockEnd>((resolve, reject) => {
      let late: Running | undefined;
      onGone = () => resolve(late === undefined ? { kind: 'died' } : { kind: 'timeout', running: late });
      listener = (answer) => {
        clearTimeout(watch);
        if (answer.kind === 'fault') reject(faultOf(answer));
        if (answer.kind === 'records') attempt(() => onRecords(answer.records), reject);
        if (answer.kind === lastAnswer) resolve({ kind: 'done' });
        if (answer.kind !== 'begin' || seconds === undefined) return;
        watch = setTimeout(() => {
          late = { replicate: answer.replicate, arm: answer.arm };
          child.kill('SIGKILL');
        }, 1000 * seconds);
      };
      if (!alive) onGone();
      // a send that fails is a process that is gone, of which `onGone` hears
      else child.send(message, () => {});
    }).finally(() => clearTimeout(watch));
    return end;
  };
}

/** Calls back when the process has ended and its last message has been read, or when it could not be started. */
function whenGone(child: ChildProcess, callback: () => void): void {
  let steps = 0;
  const step = (): void => {
    steps += 1;
    if (steps === 2) callback();
  };
  child.once('exit', step);
  child.once('disconnect', step);
  child.once('error', callback);
}

/** An exception in a listener would end the parent instead of the run. */
function attempt(work: () => void, reject: (error: unknown) => void): void {
  try {
    work();
  } catch (error) {
    reject(error);
  }
}

function faultOf(answer: { readonly message: string; readonly input: boolean }): Error {
  if (!answer.input) return new Error(answer.message);
  // one line a problem
  return new InputError(answer.message.split('\n').map((message) => ({ message })));
}
