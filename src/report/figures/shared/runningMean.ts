import type { View } from '../figure.ts';
import { groupBy } from './group.ts';
import { type RelativeError, relativeErrors } from './relative.ts';

/** The mean error of the first n replicates. */
export type Step = {
  readonly one: RelativeError;
  readonly n: number;
  readonly mean: number;
  /** null of one replicate */
  readonly mcse: number | null;
};

/** Of every arm the running mean of one channel in one cell, where the arm is farthest off on average; of one replicate
 *  nothing runs. Effects that it aims at go first: that it misses the others needs no replicates. */
export function worstRuns(view: View): readonly (readonly Step[])[] {
  const byArm = groupBy(relativeErrors(view), ({ row }) => row.arm);
  return [...byArm.values()].flatMap((own) => {
    const onTarget = runsOf(own.filter(({ row }) => row.target !== 'off'));
    const runs = onTarget.length > 0 ? onTarget : runsOf(own);
    const off = (run: readonly Step[]) => Math.abs(run.at(-1)!.mean);
    const worst = runs.reduce<readonly Step[] | null>(
      (far, run) => (far !== null && off(far) >= off(run) ? far : run),
      null,
    );
    return worst === null ? [] : [worst];
  });
}

/** By place, where there are two replicates at least. */
function runsOf(errors: readonly RelativeError[]): readonly (readonly Step[])[] {
  const places = groupBy(errors, ({ row }) => JSON.stringify([row.cell, row.channel, row.estimand]));
  return [...places.values()].filter((own) => own.length > 1).map(runOf);
}

/** Welford's running mean and variance over replicates in their order.
 *  @see Welford (1962) */
function runOf(errors: readonly RelativeError[]): readonly Step[] {
  let [mean, squares] = [0, 0];
  return errors
    .toSorted((a, b) => a.row.replicate - b.row.replicate)
    .map((one, i): Step => {
      const n = i + 1;
      const before = one.error - mean;
      mean += before / n;
      squares += before * (one.error - mean);
      return { one, n, mean, mcse: n > 1 ? Math.sqrt(squares / (n - 1) / n) : null };
    });
}
