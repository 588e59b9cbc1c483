import { openStream, type Stream } from '../core/random/stream.ts';
import { median } from '../core/stats.ts';
import type { Change } from './synthetic.fixture.ts';
import type { ComparedArm, ComparedRow, Version } from './types.ts';

/** One arm in one world, its datasets fitted twice; by replicate. */
export type Pooled = ComparedArm & { readonly twice: readonly (readonly [ComparedRow, ComparedRow])[] };

export function pooled([a, b]: readonly [Version, Version]): readonly Pooled[] {
  return a.arms.map((arm, i) => {
    const others = new Map(Array.from(b.arms[i]!.rows(), (row) => [row.replicate, row]));
    const twice = Array.from(arm.rows(), (row) => [row, others.get(row.replicate)!] as const);
    return { ...arm, twice };
  });
}

/** A baseline and a candidate of so many replicates, drawn from the pool with replacement, the same datasets for all arms and worlds;
 *  which of a dataset's two fits is whose, a coin says. A dataset drawn twice counts as two: the pool stands for all there are.
 *  @param run names the draws */
export function drawPair(
  arms: readonly Pooled[],
  levels: readonly number[],
  replicates: number,
  run: number,
): readonly [Version, Version] {
  const choice = openStream([run, 'datasets']);
  const from = Math.min(...arms.map(({ twice }) => twice.length));
  const chosen = Array.from({ length: replicates }, () => Math.floor(choice.uniform() * from));
  const drawn = arms.map((arm) => {
    const coin = openStream([run, arm.cell, arm.arm, 'coin']);
    const pairs = chosen.map((at, replicate) => {
      const named = (row: ComparedRow): ComparedRow => ({ ...row, replicate, digest: `${row.digest} ${replicate}` });
      const [one, other] = arm.twice[at]!;
      return coin.uniform() < 0.5 ? [named(one), named(other)] : [named(other), named(one)];
    });
    return { arm, pairs };
  });
  const version = (label: string, side: 0 | 1): Version => ({
    ...{ label, levels },
    arms: drawn.map(({ arm: { cell, arm, questions }, pairs }) => {
      const rows = pairs.map((pair) => pair[side]!);
      return { cell, arm, questions, rows: () => rows };
    }),
  });
  return [version('baseline', 0), version('candidate', 1)];
}

/** The version with a fault in all of its fits. What is wrong with a fit that a change may ask for is its error against the median one. */
export function spoiled(version: Version, change: Change, run: number): Version {
  return {
    ...version,
    arms: version.arms.map((arm) => {
      const rows = [...arm.rows()];
      const centers = arm.questions.map((_, k) => median(rows.flatMap((row) => errorOf(row, k) ?? [])));
      const changed = rows.map(spoil(change, centers, openStream([run, arm.cell, arm.arm, 'fault'])));
      return { ...arm, rows: () => changed };
    }),
  };
}

function errorOf({ effects, truth }: ComparedRow, k: number): number | null {
  const [effect, value] = [effects[k] ?? null, truth[k] ?? null];
  return effect === null || value === null ? null : effect.point - value;
}

const spoil =
  (change: Change, centers: readonly number[], { normal }: Pick<Stream, 'normal'>) =>
  (row: ComparedRow): ComparedRow => {
    if (row.status !== 'ok') return row;
    const effects = row.effects.map((effect, channel) => {
      const error = errorOf(row, channel);
      if (effect === null || error === null) return effect;
      return change(effect, { normal, error: error - centers[channel]!, truth: row.truth[channel]!, channel });
    });
    const failed = effects.some((effect, k) => effect === null && row.effects[k] !== null);
    return failed ? { ...row, status: 'refused', effects: effects.map(() => null) } : { ...row, effects };
  };
