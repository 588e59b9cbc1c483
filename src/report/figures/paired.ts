import type { Figure, Surroundings, View } from './figure.ts';
import { mostPanels } from './shared/grid.ts';
import { limitPanels } from './shared/limit.ts';
import { cellNames } from './shared/names.ts';
import { offFitsNote } from './shared/offNote.ts';
import { pairPlot } from './shared/pairPlot.ts';
import { closerOf, type Pair, pairsOf } from './shared/pairs.ts';
import { edgeNote } from './shared/scatter.ts';
import { sheet } from './shared/sheet.ts';
import { type Column, tableOf } from './shared/table.ts';
import { thin } from './shared/thin.ts';

/** Errors of two methods on the same replicates. */
export const paired: Figure = {
  id: 'paired',
  title: 'Method against method on the same data',
  caption:
    'One point a replicate and channel: the error of one method against that of another on the very same data, in percent of the channel’s mean truth. Along the solid line both err alike, which only a look at the world can cure; between the diagonals to left and right the first errs more, above and below the second. The share says how often the first is closer, ± one Monte Carlo error.',
  absent: (data) => (data.arms.length > 1 ? null : 'the study has only one arm'),
  table: (view) => tableOf(columns, pairsOf(view).pairs),
  draw,
};

const columns: readonly Column<Pair>[] = [
  { key: 'cell', title: 'cell', of: ({ row }) => row.cell },
  { key: 'arm_a', title: 'arm a', of: ({ row }) => row.arm },
  { key: 'arm_b', title: 'arm b', of: ({ other }) => other.row.arm },
  { key: 'replicate', title: 'replicate', of: ({ row }) => row.replicate, numeric: true },
  { key: 'channel', title: 'channel', of: ({ row }) => row.channel },
  { key: 'estimand', title: 'estimand', of: ({ row }) => row.estimand },
  { key: 'truth', title: 'truth', of: ({ row }) => row.truth, numeric: true },
  { key: 'point_a', title: 'estimate of a', of: ({ row }) => row.point, numeric: true },
  { key: 'point_b', title: 'estimate of b', of: ({ other }) => other.row.point, numeric: true },
];

function draw(view: View, around: Surroundings): SVGElement | null {
  const { pairs, notes: compared } = pairsOf(view);
  const { shown, notes } = limitPanels(closerOf(pairs), 36);
  const { kept, notes: thinned } = thin(
    shown.flatMap(({ panels }) => panels.flatMap(({ rows }) => rows)),
    2000,
  );
  const wanted = new Set(kept);
  const most = mostPanels(shown);
  const nameOf = cellNames(view.data);
  const parts = shown.map(({ cell, panels }) =>
    pairPlot(
      around,
      nameOf(cell),
      panels.map((panel) => ({ ...panel, rows: panel.rows.filter((pair) => wanted.has(pair)) })),
      most,
    ),
  );
  const moved = parts.reduce((sum, part) => sum + part.moved, 0);
  const fits = kept.flatMap(({ row, other }) => [row, other.row]);
  return sheet(around, paired.title, parts, [
    ...compared,
    ...offFitsNote(fits),
    ...edgeNote(moved),
    ...thinned,
    ...notes,
  ]);
}
