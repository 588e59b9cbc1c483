import type { RunRecord } from '../run/record.ts';

/** Reported together: a message costs several times what a fit that does nothing costs. */
const RECORDS_A_MESSAGE = 128;
/** Where attempts are slower than this, each is reported as it is made: a crash then costs no other. */
const SLOW_MS = 5;
/** Nor is anything kept back for longer than this. */
const REPORT_EVERY_MS = 200;

/** Records on their way from where they are made to where they are written down. */
export type Outbox = {
  /** @returns whether it is time to flush */
  readonly add: (record: RunRecord) => boolean;
  readonly flush: () => Promise<void>;
};

/** @param send takes the records in their order
 *  @param clock milliseconds since some fixed moment */
export function openOutbox(send: (records: readonly RunRecord[]) => Promise<void> | void, clock: () => number): Outbox {
  let waiting: RunRecord[] = [];
  let since = clock();
  let slow = true;
  return {
    add: (record) => {
      waiting.push(record);
      if (record.kind === 'attempt') slow = record.ms >= SLOW_MS;
      return slow || waiting.length >= RECORDS_A_MESSAGE || Math.abs(clock() - since) > REPORT_EVERY_MS;
    },
    flush: async () => {
      if (waiting.length > 0) await send(waiting);
      waiting = [];
      since = clock();
    },
  };
}
