import type { FailureRow } from '../data/types.ts';
import type { Figure, Surroundings, View } from './figure.ts';
import { type Failed, failedOf, failurePlot, share } from './shared/failurePlot.ts';
import { mostPanels } from './shared/grid.ts';
import { groupBy } from './shared/group.ts';
import { limitPanels } from './shared/limit.ts';
import { cellNames, worldNames } from './shared/names.ts';
import { type Part, sheet } from './shared/sheet.ts';
import { type Column, tableOf } from './shared/table.ts';

/** How often each arm gave no answer, cell by cell. */
export const failures: Figure = {
  id: 'failures',
  title: 'Failed fits',
  caption:
    'Share of fits that gave no answer, by estimator, world and weeks; the second line of a square is the commonest way they failed. What fails is missing from the other figures, and seldom by chance: where squares are dark, the estimates that are left may be the easy ones.',
  absent: (data) => (data.failures.some(({ n }) => n > 0) ? null : 'no fit was made in this study'),
  table: (view) => tableOf(columns, rowsOf(view)),
  draw,
};

const columns: readonly Column<Failed>[] = [
  { key: 'cell', title: 'cell', of: ({ row }) => row.cell },
  { key: 'arm', title: 'arm', of: ({ row }) => row.arm },
  { key: 'n', title: 'n', of: ({ row }) => row.n, numeric: true },
  { key: 'failed', title: 'failed', of: ({ failed }) => failed, numeric: true },
  { key: 'share', title: 'share', of: ({ failed, row }) => failed / row.n, numeric: true },
  { key: 'mcse', title: 'MCSE', of: ({ mcse }) => mcse, numeric: true },
  { key: 'lower', title: 'lower', of: ({ interval }) => interval[0], numeric: true },
  { key: 'upper', title: 'upper', of: ({ interval }) => interval[1], numeric: true },
  { key: 'by_status', title: 'by status', of: ({ statuses }) => statuses },
  { key: 'reason', title: 'commonest reason', of: ({ row }) => row.reason },
];

function rowsOf({ data, cells, arms }: View): readonly Failed[] {
  return data.failures
    .filter(({ cell, arm, n }: FailureRow) => n > 0 && cells.has(cell) && arms.has(arm))
    .map(failedOf);
}

function draw(view: View, around: Surroundings): SVGElement | null {
  const rows = rowsOf(view);
  if (rows.length === 0) return null;
  if (rows.every(({ failed }) => failed === 0)) return sheet(around, failures.title, [none(around, rows)], []);
  const worldOf = worldNames(view.data);
  const nameOf = cellNames(view.data);
  const panels = [...groupBy(rows, ({ row }) => worldOf(row.cell))].map(([title, own]) => ({ title, rows: own }));
  const { shown, notes } = limitPanels([{ panels }], 24);
  const most = mostPanels(shown);
  const parts = shown.map(
    (group): Part => ({
      title: 'Fits without an answer',
      unit: 'percent of fits; across: weeks',
      plot: failurePlot(view, around, group.panels, { most, nameOf }),
    }),
  );
  return sheet(around, failures.title, parts, notes);
}

/** A grid of zeros is one sentence, with what zero leaves possible. */
function none(around: Surroundings, rows: readonly Failed[]): Part {
  const n = rows.reduce((sum, { row }) => sum + row.n, 0);
  const plot = around.document.createElementNS('http://www.w3.org/2000/svg', 'svg') as SVGElement;
  plot.setAttribute('height', '0');
  const least = rows.reduce((worst, { interval }) => Math.max(worst, interval[1]), 0);
  return {
    title: `None of ${n} fits failed.`,
    unit: `Of an arm in a cell, a rate of up to ${share(least)} would be compatible with that (Wilson’s 95 %).`,
    plot,
  };
}
