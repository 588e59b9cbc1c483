import { percent } from '../data/percent.ts';
import type { Figure, Surroundings, View } from './figure.ts';
import { ladders } from './shared/ladder.ts';
import { ladderPlot } from './shared/ladderPlot.ts';
import { limitPanels } from './shared/limit.ts';
import { offNote } from './shared/offNote.ts';
import { reachOf } from './shared/reach.ts';
import { ends, scored } from './shared/rows.ts';
import { symmetricTicks } from './shared/scatter.ts';
import { sheet } from './shared/sheet.ts';
import { scoredColumns, tableOf } from './shared/table.ts';
import { percentTick, tipOf } from './shared/words.ts';

/** Relative bias of every arm at every sample size, by world and channel. */
export const bias: Figure = {
  id: 'bias',
  title: 'Bias by estimator and sample size',
  caption:
    'Mean error in percent of the mean truth; 0 is right on average. Brackets are ±1.96 Monte Carlo errors: a bracket that reaches the line may be luck. Rows of one arm are sample sizes in weeks: bias that stays as the weeks grow does not go away with data.',
  absent: (data) =>
    data.performance.some(({ measure, value }) => measure === 'relative_bias' && value !== null)
      ? null
      : 'no relative bias was scored in this study',
  table: (view) => tableOf(scoredColumns, scored(view, 'relative_bias', null)),
  draw,
};

function draw(view: View, around: Surroundings): SVGElement | null {
  const rows = scored(view, 'relative_bias', null);
  const { shown, notes } = limitPanels(ladders(view, around, rows), 40);
  const reach = reachOf(
    rows.map(({ value }) => value),
    rows.flatMap(ends),
  );
  const parts = shown.map((ladder) => ({
    title: ladder.world,
    unit: 'relative bias',
    plot: ladderPlot(around, ladder, shown, {
      domain: [-reach, reach],
      reference: 0,
      stems: true,
      tickFormat: percentTick,
      ticks: symmetricTicks(reach),
      tip: ({ row }) => tipOf(row, 'relative bias', percent(row.value, row.mcse)),
      shown: ({ row }) => percent(row.value, row.mcse),
    }),
  }));
  return sheet(around, bias.title, parts, [...offNote(rows), ...notes]);
}
