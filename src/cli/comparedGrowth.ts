import { spawn } from 'node:child_process';
import process from 'node:process';
import { type ComparedResults, openCompared } from '../compare/results.node.ts';
import { InputError } from '../core/errors.ts';
import type { Progress } from '../experiment/executors/meter.ts';
import { extendRun, isOfThisCode } from '../experiment/extend.node.ts';
import { openTold } from './comparedFolders.ts';
import { remark } from './output.ts';

/** A version whose results may grow while they are looked at. */
export type Growing = {
  /** as it stands */
  readonly results: () => ComparedResults;
  /** can more replicates be had than there are? */
  readonly grows: boolean;
  /** Has the first replicates made that are missing. */
  readonly to: (replicates: number) => Promise<void>;
  readonly close: () => void;
};

export type GrowthOptions = {
  readonly workers?: number;
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
};

const PLACE = '{replicates}';

/** @param command runs the study on where this code can't, with `{replicates}` in it */
export function openGrowing(folder: string, command: string | undefined, options: GrowthOptions): Growing {
  if (command !== undefined && !command.includes(PLACE))
    throw new InputError({ message: `the command for ${folder} has no ${PLACE} in it: ${command}` });
  let current = openTold(folder);
  const { plan, isWhole } = current;
  const grows = command !== undefined || (isWhole && isOfThisCode(plan));
  const run = async (replicates: number): Promise<void> => {
    if (command !== undefined) {
      // a folder that was planned for more is not taken back to fewer
      const wanted = Math.max(current.plan.replicates, replicates);
      await shell(command.replaceAll(PLACE, String(wanted)), options.signal);
    } else {
      const { halted } = await extendRun(folder, replicates, options);
      if (halted !== undefined) remark(halted);
    }
  };
  return {
    results: () => current,
    grows,
    to: async (replicates) => {
      if (!grows || (current.plan.replicates >= replicates && current.first(replicates).missing === 0)) return;
      current.close();
      await run(replicates);
      current = openCompared(folder);
    },
    close: () => current.close(),
  };
}

/** Runs a command to its end, its output beside our remarks; how it ended is seen from what it leaves. */
function shell(command: string, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  // a process group of its own: it gets our signal once, and whatever the shell has started gets it too
  const child = spawn(command, {
    shell: true,
    detached: true,
    stdio: ['ignore', process.stderr.fd, process.stderr.fd],
  });
  const stop = (): void => {
    try {
      process.kill(-child.pid!, 'SIGTERM');
    } catch {
      // it has ended
    }
  };
  signal.addEventListener('abort', stop);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
  });
}
