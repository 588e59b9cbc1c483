import { type Attempted, openBench } from './bench.ts';
import type { Job, Told } from './protocol.ts';
import { sceneOf } from './scene.ts';
import { rowOf, summarize } from './summarize.ts';

/** A worker's surroundings; in tests, a list and a promise. */
export type Surroundings = {
  readonly tell: (told: Told) => void;
  /** gives the event loop a turn, in which a newer job may arrive */
  readonly turn: () => Promise<void>;
  /** milliseconds */
  readonly now: () => number;
};

/** Between two messages, but for the first row, which goes out by itself: often enough to look alive. */
const PAUSE_MS = 80;

/** Takes jobs, always the newest, and tells what comes of them: replicate by replicate, with a turn after each, so that a
 *  newer job ends the one at hand at the next replicate.
 *  @returns what to call with a job; done when no job is left */
export function openJobs({ tell, turn, now }: Surroundings): (job: Job) => Promise<void> {
  let newest: Job | undefined;
  let running = false;

  const work = async (job: Job): Promise<void> => {
    if (job.replicates === 0) return;
    tell({ kind: 'taken', generation: job.generation });
    const bench = await openBench(job.study, job.world);
    const { generation } = job;
    const attempted: Attempted[] = [];
    let toldUpTo = 0;
    let toldAt = now();
    for (let replicate = 0; replicate < job.replicates; replicate++) {
      attempted.push(await bench.attempt(replicate));
      const done = replicate === job.replicates - 1;
      if (replicate === 0 || done || now() - toldAt >= PAUSE_MS) {
        const rows = attempted.slice(toldUpTo).map((one) => rowOf(bench.plan, one));
        tell({ kind: 'rows', generation, rows, summary: summarize(bench.plan, attempted), done });
        [toldUpTo, toldAt] = [attempted.length, now()];
      }
      if (replicate === 0 && job.scene) tell({ kind: 'scene', generation, scene: sceneOf(bench.plan) });
      await turn();
      if (newest !== job) return;
    }
  };

  return async (job) => {
    newest = job;
    if (running) return;
    running = true;
    try {
      let at: Job | undefined;
      while (newest !== at) {
        // several may lie in the mailbox; the last one is meant
        await turn();
        at = newest!;
        try {
          await work(at);
        } catch (error) {
          tell({
            kind: 'wrong',
            generation: at.generation,
            message: error instanceof Error ? error.message : String(error),
          });
        }
      }
    } finally {
      running = false;
    }
  };
}
