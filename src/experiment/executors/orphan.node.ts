import { Worker } from 'node:worker_threads';

/** How long a process may outlive its parent. */
const LOOK_EVERY_MS = 500;

/** CommonJS in a string starts sooner than a module in a file. */
const program = `
const { workerData } = require('node:worker_threads');
setInterval(() => {
  if (process.ppid !== workerData) process.kill(process.pid, 'SIGKILL');
}, ${LOOK_EVERY_MS});`;

/** Ends this process soon after its parent, whatever it is doing then: a fit in a loop never hears that the channel to the
 *  parent is closed, but a thread of its own does not wait for it. An orphan has another parent: its id changes. (On
 *  Windows it does not, and only a process that listens ends.) Costs some 30 ms of CPU and 10 MB.
 *  @param parent id of the process that started this one: it may be gone already
 *  @returns when the thread runs */
export async function dieWithParent(parent: number): Promise<void> {
  const thread = new Worker(program, {
    eval: true,
    workerData: parent,
    // a few objects: without these it takes what it can get
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1, codeRangeSizeMb: 4 },
  });
  await new Promise<void>((resolve, reject) => {
    thread.once('error', reject);
    thread.once('online', () => {
      thread.unref();
      resolve();
    });
  });
}
