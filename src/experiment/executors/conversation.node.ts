import type { ChildProcess } from 'node:child_process';
import { InputError } from '../../core/errors.ts';
import type { Plan } from '../plan/types.ts';
import type { RunRecord } from '../run/record.ts';
import type { Beacon, Sign } from './beacon.node.ts';
import { type FromWorker, isFromWorker, type ToWorker } from './messages.ts';
import type { Family } from './processTable.node.ts';
import { type Verdict, type Watch, watch } from './watch.node.ts';

/** How a block ended. */
export type BlockEnd =
  | { readonly kind: 'done' }
  /** what is left wants a fresh process */
  | { readonly kind: 'worn' }
  /** the process has gone by itself; `at` is the attempt last begun in this block */
  | { readonly kind: 'died'; readonly at: Sign | null; readonly how: string }
  /** the process was killed because an attempt passed a limit */
  | { readonly kind: 'timeout' | 'oom'; readonly at: Sign };

/** V8 aborts where its heap is full, which may come between two looks: at this share of the limit the heap is blamed. */
const NEARLY = 0.75;

type Ask = (
  message: ToWorker,
  lastAnswer: FromWorker['kind'],
  onRecords: (records: readonly RunRecord[]) => void,
) => Promise<BlockEnd>;

/** One question at a time; the answer is over when its last message comes, or when the process is gone. */
export function conversation(
  child: ChildProcess,
  beacon: Beacon,
  { limits }: Plan,
  clock: () => number,
  family: Family,
  kill: () => void,
): Ask {
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
    let watched: Watch | undefined;
    return new Promise<BlockEnd>((resolve, reject) => {
      let verdict: Verdict | undefined;
      onGone = () => {
        const at = last === null || last.count <= begun ? null : last;
        const isFull = (watched?.bytes() ?? 0) > NEARLY * 1e6 * (limits.megabytes ?? Number.POSITIVE_INFINITY);
        if (verdict?.status === 'stalled') return resolve({ kind: 'died', at: null, how: 'it came to no attempt' });
        if (verdict !== undefined) return resolve({ kind: verdict.status, at: verdict.sign });
        if (at !== null && isFull && child.signalCode === 'SIGABRT') return resolve({ kind: 'oom', at });
        resolve({ kind: 'died', at, how: howItEnded(child) });
      };
      listener = (answer) => {
        if (answer.kind === 'fault') reject(faultOf(answer));
        else if (answer.kind === 'records') attempt(() => onRecords(JSON.parse(answer.records)), reject);
        else if (answer.kind === 'worn') resolve({ kind: 'worn' });
        else if (answer.kind === lastAnswer) resolve({ kind: 'done' });
      };
      if (!alive) return onGone();
      watched = watch(child.pid!, beacon, limits, clock, family, (found) => {
        verdict = found;
        kill();
      });
      // a send that fails is a process that is gone, of which `onGone` hears
      child.send(message, () => {});
    }).finally(() => watched?.end());
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
