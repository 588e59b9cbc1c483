import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { InputError } from '../../core/errors.ts';
import type { Plan } from '../plan/types.ts';
import type { Block } from '../run/block.ts';
import type { RunRecord } from '../run/record.ts';
import { type Beacon, openBeacon, type Sign } from './beacon.node.ts';
import { type FromWorker, isFromWorker, type ToWorker } from './messages.ts';
import { residentBytes } from './residentSize.node.ts';
import { type Verdict, watch } from './watch.node.ts';

/** The compiled worker: beside this file, or in `dist` when this file runs from source under the tests. */
const workerFile = fileURLToPath(
  import.meta.url.endsWith('.ts')
    ? new URL('../../../dist/experiment/executors/worker.node.js', import.meta.url)
    : new URL('./worker.node.js', import.meta.url),
);

/** How a block ended. */
export type BlockEnd =
  | { readonly kind: 'done' }
  /** what is left wants a fresh process */
  | { readonly kind: 'worn' }
  /** the process has gone by itself; `at` is the attempt last begun in this block */
  | { readonly kind: 'died'; readonly at: Sign | null; readonly how: string }
  /** the process was killed because an attempt passed a limit */
  | { readonly kind: 'timeout' | 'oom'; readonly at: Sign };

export type WorkerProcess = {
  /** @throws Error or InputError on a fault that is no fit's */
  readonly work: (block: Block, onRecords: (records: readonly RunRecord[]) => void) => Promise<BlockEnd>;
  readonly isAlive: () => boolean;
  /** at once, whatever it is doing */
  readonly kill: () => void;
  /** lets it end by itself: there is no more work */
  readonly release: () => void;
};

/** Starts a child process and hands it the plan. It does one block at a time.
 *  @param clock milliseconds since some fixed moment, for time limits
 *  @throws InputError where the memory limit is below what the process needs before any fit */
export async function startWorker(plan: Plan, root: string, clock: () => number): Promise<WorkerProcess> {
  const beacon = openBeacon();
  const child = fork(workerFile, [], {
    // what a user's estimator prints goes to stderr: stdout is the answer of the command
    stdio: ['ignore', 2, 2, 'ipc', beacon.descriptor],
    serialization: 'advanced',
    execArgv: memoryOptions(plan.limits.megabytes),
  });
  const ask = conversation(child, beacon, plan, clock);
  const start = await ask({ kind: 'plan', plan, root }, 'ready', () => {});
  if (start.kind !== 'done') throw new Error(`a worker process ended before it was ready: ${workerFile}`);
  await mustFit(plan.limits.megabytes, child);
  return {
    work: (block, onRecords) => ask({ kind: 'block', block }, 'done', onRecords),
    isAlive: () => child.connected,
    kill: () => child.kill('SIGKILL'),
    release: () => {
      if (child.connected) child.disconnect();
    },
  };
}

/** The worker collects garbage itself before it says that it is worn; and its heap may grow to the limit, so that the
 *  limit is met before V8 aborts. */
function memoryOptions(megabytes: number | undefined): string[] {
  return megabytes === undefined ? [] : ['--expose-gc', `--max-old-space-size=${Math.ceil(megabytes)}`];
}

async function mustFit(megabytes: number | undefined, child: ChildProcess): Promise<void> {
  if (megabytes === undefined) return;
  const bytes = await residentBytes(child.pid!);
  if (bytes === undefined || bytes < 1e6 * megabytes) return;
  child.kill('SIGKILL');
  const needed = Math.ceil(bytes / 1e6);
  throw new InputError({
    path: 'limits.megabytes',
    message: `${megabytes}; a worker process takes ${needed} before its first fit, allowed is more than that`,
  });
}

type Ask = (
  message: ToWorker,
  lastAnswer: FromWorker['kind'],
  onRecords: (records: readonly RunRecord[]) => void,
) => Promise<BlockEnd>;

/** One question at a time; the answer is over when its last message comes, or when the process is gone. */
function conversation(child: ChildProcess, beacon: Beacon, { limits }: Plan, clock: () => number): Ask {
  let listener: (answer: FromWorker) => void = () => {};
  let onGone: () => void = () => {};
  let alive = true;
  let last: Sign | null = null;
  child.on('message', (answer: unknown) => {
    if (isFromWorker(answer)) listener(answer);
  });
  whenGone(child, () => {
    alive = false;
    last = beacon.read();
    beacon.close();
    onGone();
  });
  return (message, lastAnswer, onRecords) => {
    const begun = alive ? (beacon.read()?.count ?? 0) : 0;
    let endWatch = (): void => {};
    return new Promise<BlockEnd>((resolve, reject) => {
      let verdict: Verdict | undefined;
      onGone = () => {
        if (verdict !== undefined) return resolve({ kind: verdict.status, at: verdict.sign });
        resolve({ kind: 'died', at: last === null || last.count <= begun ? null : last, how: howItEnded(child) });
      };
      listener = (answer) => {
        if (answer.kind === 'fault') reject(faultOf(answer));
        else if (answer.kind === 'records') attempt(() => onRecords(JSON.parse(answer.records)), reject);
        else if (answer.kind === 'worn') resolve({ kind: 'worn' });
        else if (answer.kind === lastAnswer) resolve({ kind: 'done' });
      };
      if (!alive) return onGone();
      endWatch = watch(child.pid!, beacon, limits, clock, (found) => {
        verdict = found;
        child.kill('SIGKILL');
      });
      // a send that fails is a process that is gone, of which `onGone` hears
      child.send(message, () => {});
    }).finally(() => endWatch());
  };
}

/** Calls back when the process has ended and its last message has been read, or when it could not be started. */
function whenGone(child: ChildProcess, callback: () => void): void {
  const awaited = new Set(['exit', 'disconnect']);
  const step = (name: string) => () => {
    if (awaited.delete(name) && awaited.size === 0) callback();
  };
  child.once('exit', step('exit'));
  child.once('disconnect', step('disconnect'));
  // a process that was never there; one that cannot be killed or written to still has its end before it
  child.once('error', () => {
    if (child.pid !== undefined) return;
    awaited.clear();
    callback();
  });
}

const howItEnded = ({ signalCode, exitCode }: ChildProcess): string =>
  signalCode === null ? `exit code ${exitCode}` : `${signalCode}`;

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
