import type { Job, Told } from '../protocol.ts';

/** A worker that has not taken its new job after so long is in the middle of a fit that goes on and on: it is ended. Most
 *  fits are over sooner, and a worker that has fitted before is several times as fast as a new one. */
const PATIENCE_MS = 700;

type Seat = { readonly worker: Worker; readonly taken: () => number };

/** A worker an arm, made when it is first needed, so that no arm waits for another.
 *  @param code of the worker, opened as a blob: a page from disk may not load a worker's file */
export function openSeats(code: string, hear: (arm: string, told: Told) => void) {
  const address = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  const seats = new Map<string, Seat>();

  const open = (arm: string): Seat => {
    let taken = 0;
    const worker = new Worker(address);
    worker.onmessage = ({ data }: MessageEvent<Told>) => {
      taken = Math.max(taken, data.generation);
      hear(arm, data);
    };
    worker.onerror = ({ message }) =>
      hear(arm, { kind: 'wrong', generation: given.get(arm) ?? 0, message: message || 'the worker did not start' });
    const seat = { worker, taken: () => taken };
    seats.set(arm, seat);
    return seat;
  };

  /** the newest generation that each arm was given */
  const given = new Map<string, number>();
  const give = (arm: string, job: Job): void => {
    const isNew = !seats.has(arm);
    const seat = seats.get(arm) ?? open(arm);
    given.set(arm, job.generation);
    seat.worker.postMessage(job);
    // one that still has to load is not stuck
    if (!isNew) setTimeout(() => replaceIfStuck(arm, seat, job), PATIENCE_MS);
  };

  const replaceIfStuck = (arm: string, seat: Seat, job: Job): void => {
    if (seats.get(arm) !== seat || given.get(arm) !== job.generation || seat.taken() >= job.generation) return;
    // nothing was ever heard of it: it is loading, and another would not load sooner
    if (seat.taken() === 0) return;
    seat.worker.terminate();
    open(arm).worker.postMessage(job);
  };

  /** Tells all workers that what they do is of no use any more. */
  const idle = (generation: number): void => {
    const job: Job = { kind: 'job', generation, study: '', world: '', replicates: 0, scene: false };
    for (const { worker } of seats.values()) worker.postMessage(job);
  };
  return { give, idle };
}
