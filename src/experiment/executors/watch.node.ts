import type { Limits } from '../study/study.ts';
import type { Beacon, Sign } from './beacon.node.ts';
import type { Family } from './processTable.node.ts';
import { bytesTogether } from './residentSize.node.ts';

/** How often a child is looked at. In this time a fit can fill some 100 MB. */
const LOOK_EVERY_MS = 50;
/** One look accounts for no more time than this, whatever the clock says: a clock that jumps, or a machine that slept,
 *  is not held against an attempt. */
const MOST_A_LOOK_MS = 1000;
/** Beyond the time limit, for what comes before the first attempt of a block: simulating or reading the data, on a machine
 *  as slow as one may be. What an earlier fit left running must not keep a process for ever. */
const TO_BEGIN_MS = 300_000;

/** An attempt that passed a limit, or a process that comes to none. */
export type Verdict =
  | { readonly status: 'timeout' | 'oom'; readonly sign: Sign }
  | { readonly status: 'stalled'; readonly sign: null };

export type Watch = {
  readonly end: () => void;
  /** size of the child with all it has started, when last looked at; 0 where there is no limit */
  readonly bytes: () => number;
};

/** Looks at a child while it works on a block, and calls back once when an attempt passes a limit. What the child has
 *  started counts as its own.
 *  @param clock milliseconds since some fixed moment */
export function watch(
  pid: number,
  beacon: Pick<Beacon, 'read'>,
  { seconds = Number.POSITIVE_INFINITY, megabytes }: Limits,
  clock: () => number,
  family: Family,
  onVerdict: (verdict: Verdict) => void,
): Watch {
  // signs of an earlier block say nothing of this one
  const before = beacon.read()?.count ?? 0;
  let current = before;
  let spent = 0;
  let last = clock();
  let bytes = 0;
  let ended = false;
  let weighing = false;
  const judge = (verdict: Verdict): void => {
    if (ended) return;
    end();
    onVerdict(verdict);
  };
  const weigh = async (limit: number, sign: Sign): Promise<void> => {
    if (weighing) return;
    weighing = true;
    bytes = await bytesTogether(await family(pid), limit).finally(() => {
      weighing = false;
    });
    if (bytes > limit) judge({ status: 'oom', sign });
  };
  const look = (): void => {
    const sign = beacon.read();
    const time = clock();
    const count = sign?.count ?? 0;
    spent = count === current ? spent + Math.min(Math.max(0, time - last), MOST_A_LOOK_MS) : 0;
    last = time;
    current = count;
    if (sign === null || current === before) {
      if (spent > 1000 * seconds + TO_BEGIN_MS) judge({ status: 'stalled', sign: null });
      return;
    }
    // a table that cannot be read now may be at the next look
    if (spent > 1000 * seconds) judge({ status: 'timeout', sign });
    else if (megabytes !== undefined) weigh(1e6 * megabytes, sign).catch(() => {});
  };
  const timer =
    seconds === Number.POSITIVE_INFINITY && megabytes === undefined ? undefined : setInterval(look, LOOK_EVERY_MS);
  const end = (): void => {
    ended = true;
    clearInterval(timer);
  };
  return { end, bytes: () => bytes };
}
