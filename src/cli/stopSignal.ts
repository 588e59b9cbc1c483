import process from 'node:process';
import { exitCodes } from './exitCodes.ts';
import { remark } from './output.ts';

/** Does some work with a signal that aborts on the first Ctrl-C or SIGTERM, so that it can be put down cleanly; a second
 *  one ends at once. */
export async function withStopSignal<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted);
    remark('\nstopping: what is done is being written (once more to stop at once)');
    controller.abort();
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const name of signals) process.on(name, stop);
  try {
    return await work(controller.signal);
  } finally {
    for (const name of signals) process.off(name, stop);
  }
}
