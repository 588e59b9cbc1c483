import { FIRST_LOOK } from './boundary.ts';
import type { Comparison } from './types.ts';

/** Replicates at a first look and between the early ones; later each is a quarter larger, so that all looks together cost little
 *  more than the last. The bounds hold for any schedule. */
const LOOK_STEP = FIRST_LOOK;

/** Replicates of the look after one at `done`; that before the first is at 0. */
export function nextLook(done: number, max: number): number {
  return Math.min(max, LOOK_STEP * Math.max(1, Math.ceil((1.25 * done) / LOOK_STEP)));
}

/** How many replicates there may be. */
export type Most = {
  /** as was said beforehand */
  readonly max: number;
  /** as can be had; Infinity where versions can be run on */
  readonly available: number;
};

/** Why the looking ended, and after which looks. */
export type Stopped = {
  /** a verdict; `max`: as many replicates as were allowed; `rows`: no more can be had */
  readonly by: 'pass' | 'regression' | 'max' | 'rows';
  readonly replicates: number;
  readonly max: number;
  /** replicates of each look */
  readonly looks: readonly number[];
};

/** Looks at growing numbers of replicates until the verdict is pass or regression. A look depends on its number of replicates
 *  alone, so that looking again after an interruption sees the same and goes on.
 *  @param lookAt so many replicates, the first ones; null: it was interrupted
 *  @returns null where it was interrupted
 *  @see statistics.md §7 */
export async function untilDecided(
  { max, available }: Most,
  lookAt: (replicates: number) => Promise<Comparison | null>,
): Promise<{ readonly comparison: Comparison; readonly stopped: Stopped } | null> {
  const end = Math.min(max, available);
  const looks: number[] = [];
  for (let replicates = nextLook(0, end); ; replicates = nextLook(replicates, end)) {
    const comparison = await lookAt(replicates);
    if (comparison === null) return null;
    looks.push(replicates);
    const { verdict } = comparison;
    if (verdict === 'inconclusive' && replicates < end) continue;
    const by = verdict !== 'inconclusive' ? verdict : end === max ? 'max' : 'rows';
    return { comparison, stopped: { by, replicates, max, looks } };
  }
}
