import process from 'node:process';

/** Looking costs some microseconds. */
const LOOK_EVERY_MS = 20;
/** Between attempts a process may have grown by this share of the room it had: more is left to the attempt that comes
 *  than was used up by those before it. */
const SHARE = 0.5;

/** Keeps what earlier attempts left behind from being held against a later one. */
export type MemoryCare = {
  /** Collects garbage where the process has grown by too much. Did that not help? */
  readonly isWorn: () => boolean;
};

/** @param megabytes limit of the process; without one there is nothing to do
 *  @param clock milliseconds since some fixed moment */
export function openMemoryCare(megabytes: number | undefined, clock: () => number): MemoryCare {
  if (megabytes === undefined) return { isWorn: () => false };
  const base = process.memoryUsage.rss();
  const most = base + SHARE * Math.max(0, 1e6 * megabytes - base);
  let last = clock();
  return {
    isWorn: () => {
      if (Math.abs(clock() - last) < LOOK_EVERY_MS) return false;
      last = clock();
      if (process.memoryUsage.rss() <= most) return false;
      globalThis.gc?.();
      return process.memoryUsage.rss() > most;
    },
  };
}
