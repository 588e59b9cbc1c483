import { formatPerformance } from '../../score/format.ts';
import type { Figure, Surroundings, View } from './figure.ts';
import { ladders } from './shared/ladder.ts';
import { ladderPlot } from './shared/ladderPlot.ts';
import { limitPanels } from './shared/limit.ts';
import { offNote } from './shared/offNote.ts';
import { scored } from './shared/rows.ts';
import { sheet } from './shared/sheet.ts';
import { scoredColumns, tableOf } from './shared/table.ts';
import { percentTick, tipOf } from './shared/words.ts';

/** Share of intervals that hold the truth, at the level the reader chose. */
export const coverage: Figure = {
  id: 'coverage',
  title: 'Coverage by estimator and sample size',
  caption:
    'How often the interval holds the truth; the line is how often it says it does. Brackets are Wilson’s 95 % intervals: one that misses the line to the left marks an estimator that is surer than it should be, to the right one that gives away precision.',
  absent: (data) =>
    data.performance.some(({ measure, value }) => measure === 'coverage' && value !== null)
      ? null
      : 'no interval was scored in this study',
  table: (view) => tableOf(scoredColumns, scored(view, 'coverage', view.level)),
  draw,
};

function draw(view: View, around: Surroundings): SVGElement | null {
  const rows = scored(view, 'coverage', view.level);
  const { shown, notes } = limitPanels(ladders(view, around, rows), 40);
  const parts = shown.map((ladder) => ({
    title: ladder.world,
    unit: `coverage of ${percentTick(view.level)} intervals`,
    plot: ladderPlot(around, ladder, shown, {
      domain: [0, 1],
      reference: view.level,
      stems: false,
      tickFormat: percentTick,
      ticks: [0, 0.25, 0.5, 0.75, 1],
      tip: ({ row }) => tipOf(row, `coverage at ${percentTick(view.level)}`, formatPerformance(row)),
      shown: ({ row }) => formatPerformance(row),
    }),
  }));
  return sheet(around, `${coverage.title}, ${percentTick(view.level)} intervals`, parts, [...offNote(rows), ...notes]);
}
