/** A child process that works off blocks: started by `processExecutor`, spoken to over IPC. */
import process from 'node:process';
import { InputError } from '../../core/errors.ts';
import { nodeEstimators } from '../load/estimators.node.ts';
import type { Plan } from '../plan/types.ts';
import type { Block } from '../run/block.ts';
import { type Laboratory, openLaboratory } from '../run/laboratory.ts';
import type { RunRecord } from '../run/record.ts';
import { now } from './clock.ts';
import type { FromWorker, ToWorker } from './messages.ts';

/** Reported together: a message costs about as much as a fit by OLS. */
const RECORDS_A_MESSAGE = 64;
/** Nor are records kept back longer than this, where fits are slow: it is what a crash costs. */
const REPORT_EVERY_MS = 200;

const send = (message: FromWorker): void => {
  process.send?.(message);
};

type Outbox = { readonly add: (record: RunRecord) => void; readonly flush: () => void };

function openOutbox(): Outbox {
  let records: RunRecord[] = [];
  let since = now();
  const flush = (): void => {
    if (records.length > 0) send({ kind: 'records', records });
    records = [];
    since = now();
  };
  const add = (record: RunRecord): void => {
    records.push(record);
    if (records.length >= RECORDS_A_MESSAGE || now() - since > REPORT_EVERY_MS) flush();
  };
  return { add, flush };
}

const outbox = openOutbox();
let laboratory: Promise<Laboratory> | undefined;

/** Under a time limit the parent must know which attempt is running, and all that came before it. */
function announce(replicate: number, arm: number): void {
  outbox.flush();
  send({ kind: 'begin', replicate, arm });
}

async function start(plan: Plan, root: string): Promise<void> {
  const onBegin = plan.limits.seconds === undefined ? undefined : announce;
  laboratory = openLaboratory(plan, nodeEstimators(root), now, onBegin);
  await laboratory;
  send({ kind: 'ready' });
}

async function work({ cell, items }: Block): Promise<void> {
  const ready = await laboratory;
  for (const { replicate, arms } of items) {
    for await (const record of ready!.run(cell, replicate, arms)) {
      outbox.add(record);
      // one dataset only: perhaps because it ended a process before, so leave what there is
      if (items.length === 1) outbox.flush();
    }
  }
  outbox.flush();
  send({ kind: 'done' });
}

process.on('message', (message: ToWorker) => {
  const task = message.kind === 'plan' ? start(message.plan, message.root) : work(message.block);
  task.catch((error: unknown) => {
    const text = error instanceof InputError ? error.message : error instanceof Error ? error.stack : String(error);
    send({ kind: 'fault', message: text ?? 'unknown', input: error instanceof InputError });
  });
});
// a terminal sends Ctrl-C to the whole group; the parent decides when to stop
process.on('SIGINT', () => {});
// the parent is gone: nobody would read another record
process.on('disconnect', () => process.exit());
