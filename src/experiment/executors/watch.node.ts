import type { Limits } from '../study/study.ts';
import type { Beacon, Sign } from './beacon.node.ts';
import { residentBytes } from './residentSize.node.ts';

/** How often a child is looked at. In this time a fit can fill some 100 MB. */
const LOOK_EVERY_MS = 50;
/** One look accounts for no more time than this, whatever the clock says: a clock that jumps, or a machine that slept,
 *  is not held against an attempt. */
const MOST_A_LOOK_MS = 1000;

/** An attempt that passed a limit. */
export type Verdict = { readonly status: 'timeout' | 'oom'; readonly sign: Sign };

/** Looks at a child while it works on a block, and calls back once when an attempt passes a limit.
 *  @param clock milliseconds since some fixed moment
 *  @returns ends the watch */
export function watch(
  pid: number,
  beacon: Pick<Beacon, 'read'>,
  { seconds = Number.POSITIVE_INFINITY, megabytes }: Limits,
  clock: () => number,
  onVerdict: (verdict: Verdict) => void,
): () => void {
  // signs of an earlier block say nothing of this one
  const before = beacon.read()?.count ?? 0;
  let current = before;
  let spent = 0;
  let last = clock();
  let ended = false;
  const judge = (verdict: Verdict): void => {
    if (ended) return;
    stop();
    onVerdict(verdict);
  };
  const look = async (): Promise<void> => {
    const sign = beacon.read();
    const time = clock();
    spent = sign?.count === current ? spent + Math.min(Math.max(0, time - last), MOST_A_LOOK_MS) : 0;
    last = time;
    current = sign?.count ?? 0;
    if (sign === null || current === before) return;
    if (spent > 1000 * seconds) return judge({ status: 'timeout', sign });
    if (megabytes === undefined) return;
    const bytes = await residentBytes(pid);
    if (bytes !== undefined && bytes > 1e6 * megabytes) judge({ status: 'oom', sign });
  };
  const timer =
    seconds === Number.POSITIVE_INFINITY && megabytes === undefined
      ? undefined
      : setInterval(() => void look(), LOOK_EVERY_MS);
  const stop = (): void => {
    ended = true;
    clearInterval(timer);
  };
  return stop;
}
