import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { MARK, startGuard, unrefStream } from './guard.node.ts';
import { openLastWords } from './lastWords.ts';
import { openLineCutter } from './lines.ts';
import type { ProcessEnd, Reply } from './reply.ts';

/** Bytes of an answer: 10,000 draws of 50 effects, with all digits, are 10 million. */
const MAX_LINE = 16 * 1024 * 1024;
/** Time for a program to end by itself once it has answered and its stdin is closed. */
const LEAVE_MS = 1000;
/** Time for its pipes to empty once it has been ended. */
const DRAIN_MS = 1000;
/** The longest that setTimeout takes; longer ones end at once. */
const MAX_TIMER_MS = 2147483647;

/** A running program that answers one question at a time. */
export type Program = {
  /** a folder of its own, gone with it */
  readonly scratch: string;
  /** @param isLast closes stdin behind the question, and waits for the end of the process */
  readonly ask: (question: string, seconds: number, isLast: boolean) => Promise<Reply>;
  readonly canBeAsked: () => boolean;
  /** the last of its stderr since the last question */
  readonly said: () => string;
  /** Ends it and all that it started. */
  readonly end: () => Promise<void>;
};

/** Threads would fight with the other workers for the cores, and change the order of sums. */
const oneThread = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };

/** Starts a program in a process group of its own.
 *  @param cwd folder that it runs in, and that a program named by a path is relative to */
export function startProgram(command: readonly string[], cwd: string): Program {
  const [file, ...args] = command;
  const scratch = mkdtempSync(join(tmpdir(), 'plumbline-external-'));
  const child = spawn(file!.includes('/') ? resolve(cwd, file!) : file!, args, {
    cwd,
    detached: true,
    stdio: 'pipe',
    env: { ...oneThread, ...process.env, TMPDIR: scratch, [MARK]: scratch },
  });
  const guard = child.pid === undefined ? undefined : startGuard(child.pid, scratch);
  const cutter = openLineCutter(MAX_LINE);
  let lastWords = openLastWords();
  let lines: string[] = [];
  let isAsked = false;
  let exited: ProcessEnd = { code: null, signal: null };
  let ended: ProcessEnd | undefined;
  let ending: Promise<void> | undefined;
  const waiters = new Set<() => void>();
  const wake = (): void => {
    for (const look of waiters) look();
  };

  /** Resolves with true as soon as something holds, with false when the time is over. */
  const until = (holds: () => boolean, ms: number): Promise<boolean> =>
    new Promise((done) => {
      if (holds()) return done(true);
      const finish = (answer: boolean): void => {
        clearTimeout(timer);
        waiters.delete(look);
        done(answer);
      };
      const look = (): void => {
        if (holds()) finish(true);
      };
      const timer = setTimeout(() => finish(false), Math.min(ms, MAX_TIMER_MS));
      waiters.add(look);
    });
  const end = (): Promise<void> => {
    ending ??= (guard?.dismiss() ?? Promise.resolve(rmSync(scratch, { recursive: true, force: true }))).then(
      async () => {
        const isClosed = await until(() => ended !== undefined, DRAIN_MS);
        // something out of the guard's reach holds a pipe
        if (!isClosed) finished(exited);
        for (const pipe of [child.stdin, child.stdout, child.stderr]) pipe.destroy();
      },
    );
    return ending;
  };
  const finished = (how: ProcessEnd): void => {
    const rest = cutter.rest();
    if (rest !== '') lines.push(rest);
    ended ??= how;
    wake();
  };

  child.stdout.on('data', (bytes: Uint8Array) => {
    // two lines are one too many already; what a flood brings after them is dropped
    lines = [...lines, ...cutter.push(bytes)].slice(0, 2);
    if (isAsked) wake();
    else if (lines.length > 0 || cutter.overflowed()) void end();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => lastWords.push(text));
  child.stdin.on('error', () => {});
  child.once('error', ({ message }) => finished({ code: null, signal: null, failure: message }));
  // children of its own may hold the pipes open: they go first, then comes `close`
  child.once('exit', (code, signal) => {
    exited = { code, signal };
    void end();
  });
  child.once('close', (code, signal) => finished({ code, signal }));
  child.unref();
  for (const pipe of [child.stdin, child.stdout, child.stderr]) unrefStream(pipe);

  return {
    scratch,
    end,
    said: () => lastWords.said(),
    canBeAsked: () => ending === undefined && ended === undefined && lines.length === 0,
    ask: async (question, seconds, isLast) => {
      lastWords = openLastWords();
      isAsked = true;
      if (isLast) child.stdin.end(`${question}\n`);
      else child.stdin.write(`${question}\n`);
      const isAnswered = () => lines.length > 0 || cutter.overflowed() || ended !== undefined;
      const inTime = await until(isAnswered, 1000 * seconds);
      if (inTime && isLast) await until(() => ended !== undefined || cutter.overflowed(), LEAVE_MS);
      // a second answer comes in the same burst as a rule
      await new Promise<void>((turn) => setImmediate(turn));
      isAsked = false;
      const reply = { lines, ...(ended === undefined ? {} : { end: ended }) };
      lines = [];
      if (cutter.overflowed()) return { ...reply, problem: 'flood' };
      return inTime ? reply : { ...reply, problem: 'late' };
    },
  };
}
