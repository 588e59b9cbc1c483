import { noRecordings, type RecordedReader } from '../plan/recording.ts';
import type { EstimatorSource } from '../plan/sources.ts';
import { openLaboratory } from '../run/laboratory.ts';
import { now } from './clock.ts';
import type { Executor } from './executor.ts';
import { openOutbox } from './outbox.ts';

/** Runs everything in this thread: for tests, debugging and the browser.
 *  @param pause gives the event loop a turn after every dataset, so that a stop is heard: `setImmediate` as a promise,
 *    or a message channel in a browser */
export function inlineExecutor(
  estimatorOf: EstimatorSource,
  pause: () => Promise<void>,
  readRecorded: RecordedReader = noRecordings,
): Executor {
  return {
    run: async ({ plan, blocks, onRecords, signal }) => {
      const laboratory = await openLaboratory(plan, estimatorOf, now, undefined, readRecorded);
      const outbox = openOutbox(onRecords, now);
      for (const { cell, items } of blocks) {
        for (const { replicate, arms } of items) {
          for await (const record of laboratory.run(cell, replicate, arms)) {
            if (signal?.aborted) return outbox.flush();
            if (outbox.add(record)) await outbox.flush();
          }
          await pause();
          if (signal?.aborted) return outbox.flush();
        }
      }
      await outbox.flush();
    },
  };
}
