import { mean, sd } from '../../../core/stats.ts';
import type { View } from '../figure.ts';
import { inOrder } from './arms.ts';
import type { Panel } from './grid.ts';
import { groupBy } from './group.ts';
import { type RelativeError, relativeErrors } from './relative.ts';

/** Two arms' errors on one dataset. */
export type Pair = RelativeError & { readonly other: RelativeError };

/** Between two arms in one cell: the share of estimates at which the first is closer. */
export type PairPanel = Panel<Pair> & {
  readonly a: string;
  readonly b: string;
  readonly closer: number;
  /** null with one replicate */
  readonly mcse: number | null;
};

/** families compared with one another: four give six pairs, more would not be looked at */
const families = 4;

/** Every pair of the first arms of the first families, and in words whom that leaves out. */
export function pairsOf(view: View): { readonly pairs: readonly Pair[]; readonly notes: readonly string[] } {
  const errors = relativeErrors(view);
  const { arms, notes } = leadersOf(view, errors);
  const byPlace = groupBy(errors, ({ row }) => JSON.stringify([row.cell, row.replicate, row.channel, row.estimand]));
  const pairs: Pair[] = [];
  for (const own of byPlace.values())
    arms.forEach((a, i) => {
      const first = own.find(({ row }) => row.arm === a);
      if (first === undefined) return;
      for (const b of arms.slice(i + 1)) {
        const second = own.find(({ row }) => row.arm === b);
        if (second !== undefined) pairs.push({ ...first, other: second });
      }
    });
  return { pairs, notes };
}

/** Pairs by cell, with how often the first is closer. Channels of one dataset share its luck, so the error is that of the
 *  replicates' own shares. */
export function closerOf(
  pairs: readonly Pair[],
): readonly { readonly cell: string; readonly panels: readonly PairPanel[] }[] {
  return [...groupBy(pairs, ({ row }) => row.cell)].map(([cell, own]) => ({
    cell,
    panels: [...groupBy(own, ({ row, other }) => JSON.stringify([row.arm, other.row.arm])).values()].map((rows) => {
      const { row, other } = rows[0]!;
      const shares = [...groupBy(rows, (pair) => String(pair.row.replicate)).values()].map((group) =>
        mean(group.map(firstIsCloser)),
      );
      const mcse = shares.length < 2 ? null : sd(shares) / Math.sqrt(shares.length);
      return { title: '', rows, a: row.arm, b: other.row.arm, closer: mean(shares), mcse };
    }),
  }));
}

/** A tie counts half. */
function firstIsCloser({ error, other }: Pair): number {
  const [a, b] = [Math.abs(error), Math.abs(other.error)];
  if (a === b) return 0.5;
  return a < b ? 1 : 0;
}

/** The first arm of each family that has errors, for the first families. */
function leadersOf(
  view: View,
  errors: readonly RelativeError[],
): { readonly arms: readonly string[]; readonly notes: readonly string[] } {
  const present = inOrder(
    view,
    errors.map(({ row }) => row.arm),
  );
  const familyOf = new Map(view.data.arms.map(({ label, family }) => [label, family]));
  const leaders = new Map<string, string>();
  for (const arm of present) {
    const family = familyOf.get(arm) ?? arm;
    if (!leaders.has(family)) leaders.set(family, arm);
  }
  // within one family the reader compares its arms
  const isOne = leaders.size === 1;
  const arms = (isOne ? present : [...leaders.values()]).slice(0, families);
  if (arms.length === present.length) return { arms, notes: [] };
  const compared = isOne
    ? `the first ${arms.length} of ${present.length} arms`
    : `the first arms of ${arms.length} of ${leaders.size} families`;
  return { arms, notes: [`Compared are ${compared}; filter to choose others.`] };
}
