import type { EstimatorSource } from '../plan/sources.ts';
import { openLaboratory } from '../run/laboratory.ts';
import { now } from './clock.ts';
import type { Executor } from './executor.ts';

/** Runs everything in this thread: for tests, debugging and the browser.
 *  @param pause gives the event loop a turn after every dataset, so that a stop is heard: `setImmediate` as a promise,
 *    or a message channel in a browser */
export function inlineExecutor(estimatorOf: EstimatorSource, pause: () => Promise<void>): Executor {
  return {
    run: async ({ plan, blocks, onRecords, signal }) => {
      const laboratory = await openLaboratory(plan, estimatorOf, now);
      for (const { cell, items } of blocks) {
        for (const { replicate, arms } of items) {
          for await (const record of laboratory.run(cell, replicate, arms)) {
            if (signal?.aborted) return;
            onRecords([record]);
          }
          await pause();
          if (signal?.aborted) return;
        }
      }
    },
  };
}
