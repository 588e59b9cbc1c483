import type { View } from '../figure.ts';
import { inOrder } from './arms.ts';
import { groupBy } from './group.ts';
import type { Regret } from './regretRows.ts';

/** What a reader of the regrets must know besides: on whose fits nothing was decided, and that rules were not all scored on the
 *  same datasets. */
export function regretNotes(view: View, all: readonly Regret[]): readonly string[] {
  const decided = new Set(all.map(({ own }) => keyOf(own)));
  const names = inOrder(
    view,
    view.performance.filter((row) => !decided.has(keyOf(row))).map(({ arm }) => arm),
  );
  return [
    ...(names.length > 0
      ? [`Fits without response curves, or none that succeeded, in some cell: ${names.join(', ')}.`]
      : []),
    ...(isBroken(all)
      ? [
          'Not every arm decided on every dataset: beside an arm a rule’s line is where the rule is on that arm’s datasets, its mark where it is on those of the arm that decided most often.',
        ]
      : []),
  ];
}

const keyOf = ({ cell, arm }: { readonly cell: string; readonly arm: string }): string => JSON.stringify([cell, arm]);

/** Has a rule several values in one cell? */
function isBroken(all: readonly Regret[]): boolean {
  const scores = all.flatMap(({ own, rules }) =>
    rules.map(({ id, row }) => ({ at: `${id} ${own.cell}`, value: row.value })),
  );
  return [...groupBy(scores, ({ at }) => at).values()].some((same) => new Set(same.map(({ value }) => value)).size > 1);
}
