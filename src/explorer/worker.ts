import './jitless.ts';
import { now } from '../experiment/executors/clock.ts';
import { openJobs } from './jobs.ts';
import type { Job, Told } from './protocol.ts';

/** What is used of a worker's global; lib dom types that of a page. */
const scope = self as unknown as {
  readonly postMessage: (told: Told) => void;
  onmessage: ((event: MessageEvent<Job>) => void) | null;
};

/** A task of its own behind those that wait, without the 4 ms that nested timers are held back. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

const take = openJobs({ tell: (told) => scope.postMessage(told), turn, now });
scope.onmessage = ({ data }) => void take(data);
