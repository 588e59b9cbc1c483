/** A child process that works off blocks: started by `processExecutor`, spoken to over IPC. */
import process from 'node:process';
import { InputError } from '../../core/errors.ts';
import { nodeEstimators } from '../load/estimators.node.ts';
import { nodeRecordings } from '../load/recorded.node.ts';
import type { Plan } from '../plan/types.ts';
import type { Block } from '../run/block.ts';
import { isAllocationFailure, messageOf } from '../run/failure.ts';
import { type Laboratory, openLaboratory } from '../run/laboratory.ts';
import { BEACON_DESCRIPTOR, beaconWriter } from './beacon.node.ts';
import { now } from './clock.ts';
import { type MemoryCare, openMemoryCare } from './memoryCare.node.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { dieWithParent } from './orphan.node.ts';
import { openOutbox } from './outbox.ts';

/** @returns when the message is on its way: what waits to be sent takes memory, and a worker that never waits never
 *  sends. Rejects nothing: a parent that is gone is heard of by `disconnect`. */
const send = (message: FromWorker): Promise<void> =>
  new Promise((resolve) => {
    process.send!(message, undefined, undefined, () => resolve());
  });

const outbox = openOutbox((records) => send({ kind: 'records', records: JSON.stringify(records) }), now);
// without it, fits that are at work when the parent is killed go on to their end; the results are none the worse
const guarded = dieWithParent(Number(process.argv[2])).catch(() => {});
let laboratory: Promise<Laboratory> | undefined;
let memory: MemoryCare | undefined;

async function start(plan: Plan, root: string): Promise<void> {
  laboratory = openLaboratory(plan, nodeEstimators(root), now, beaconWriter(BEACON_DESCRIPTOR), nodeRecordings(root));
  await laboratory;
  // its size belongs to what the process takes before the first fit
  await guarded;
  memory = openMemoryCare(plan.limits.megabytes, now);
  await send({ kind: 'ready' });
}

async function work({ cell, items }: Block): Promise<void> {
  const ready = await laboratory!;
  for (const { replicate, arms } of items) {
    for await (const record of ready.run(cell, replicate, arms)) {
      if (outbox.add(record)) await outbox.flush();
      if (record.kind === 'attempt' && memory!.isWorn()) {
        await outbox.flush();
        return send({ kind: 'worn' });
      }
    }
  }
  await outbox.flush();
  await send({ kind: 'done' });
}

process.on('message', (message: ToWorker) => {
  const task = message.kind === 'plan' ? start(message.plan, message.root) : work(message.block);
  task.catch((error: unknown) => {
    // outside any fit: a fresh process may have the room
    if (isAllocationFailure(messageOf(error))) process.exit(1);
    const text = error instanceof InputError ? error.message : error instanceof Error ? error.stack : String(error);
    return send({ kind: 'fault', message: text ?? 'unknown', input: error instanceof InputError });
  });
});
// a terminal sends Ctrl-C to the whole group; the parent decides when to stop
process.on('SIGINT', () => {});
// the parent is gone: nobody would read another record
process.on('disconnect', () => process.exit());
