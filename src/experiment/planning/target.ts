import { decisionMeasureIds } from '../../score/measures/decisions.ts';
import type { Measure } from '../../score/measures/measure.ts';
import { rankAccuracyId } from '../../score/measures/rankAccuracy.ts';
import { measures } from '../../score/measures/registry.ts';
import { type PrimaryPolicy, primaryRows } from '../../score/policies/primary.ts';
import type { Performance } from '../../score/types.ts';

/** Monte Carlo standard errors that are wanted, by measure, and the replicates that are too many for them. */
export type TargetMcse = { readonly mcse: Readonly<Record<string, number>>; readonly max: number };

/** Replicates of the first look, and between looks: fewer give no spread to stop by. @see statistics.md §3 */
const LOOK_EVERY = 100;

/** Measures that a target may be set for. */
export const targetMeasures: readonly string[] = [...Object.keys(measures), rankAccuracyId, ...decisionMeasureIds];

/** The number in the way of stopping: the one that needs most replicates. */
export type Shortfall = Pick<Performance, 'cell' | 'arm' | 'channel' | 'estimand' | 'measure' | 'level' | 'n'> & {
  /** what is held against the target; null where nothing is known of it */
  readonly mcse: number | null;
  readonly target: number;
};

/** What ended a run to a target. */
export type Stopped = {
  /** null: it may go on */
  readonly by: 'target' | 'max' | null;
  readonly replicates: number;
  readonly looks: number;
  /** of each measure the number with the largest error */
  readonly worst: readonly Shortfall[];
};

/** Replicates of the look after `done` of them. Looks are at multiples of 100 whatever was run before, so that a
 *  run which was interrupted stops where any other does. */
export function nextLook(done: number, { max }: TargetMcse): number {
  return Math.min(max, LOOK_EVERY * (Math.floor(done / LOOK_EVERY) + 1));
}

/** May it stop? By Chow and Robbins, when n ≥ s²(1 + 1/n)/d² for the widest of all numbers that have a target d, in any cell,
 *  arm, channel, estimand and level. A share that is 0 or 1 so far has no spread; its error is taken at
 *  (hits + 2)/(n + 4).
 *  @param rows under every policy; those of the primary one count
 *  @see Chow & Robbins (1965); Agresti & Coull (1998) */
export function stopped(
  target: TargetMcse,
  rows: readonly Performance[],
  replicates: number,
  policy: PrimaryPolicy = 'as-analyzed',
): Stopped {
  const primary = primaryRows(rows, policy);
  const worst = Object.entries(target.mcse).flatMap(([measure, wanted]) => {
    const own = primary.filter((row) => row.measure === measure);
    const numbers = own.map((row): Shortfall => {
      const { cell, arm, channel, estimand, level, n } = row;
      return { cell, arm, channel, estimand, measure, level, n, mcse: errorOf(row), target: wanted };
    });
    return numbers.length === 0 ? [] : [numbers.reduce((most, one) => (size(one) > size(most) ? one : most))];
  });
  const met = worst.length > 0 && worst.every((one) => size(one) <= one.target);
  const by = met ? 'target' : replicates >= target.max ? 'max' : null;
  return { by, replicates, looks: Math.ceil(replicates / LOOK_EVERY), worst };
}

/** What cannot be said is larger than any number. */
const size = ({ mcse }: Shortfall): number => mcse ?? Number.POSITIVE_INFINITY;

/** With Chow and Robbins' correction, √(1 + 1/n). */
function errorOf({ measure, channel, value, mcse, n }: Performance): number | null {
  if (value === null || mcse === null) return null;
  const known = (measures as Readonly<Record<string, Measure>>)[measure];
  const correction = Math.sqrt(1 + 1 / n);
  if (known?.share !== true || channel === '*') return mcse * correction;
  const share = (value * n + 2) / (n + 4);
  return Math.max(mcse, Math.sqrt((share * (1 - share)) / n)) * correction;
}
