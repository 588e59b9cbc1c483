import * as Plot from '@observablehq/plot';
import type { RuleId } from '../../simulate/decision/request.ts';
import { percent } from '../data/percent.ts';
import type { Figure, Surroundings, View } from './figure.ts';
import { extentOf } from './shared/extent.ts';
import { facet, type Place } from './shared/grid.ts';
import type { Rung } from './shared/ladder.ts';
import { ladderPlot } from './shared/ladderPlot.ts';
import { limitPanels } from './shared/limit.ts';
import { reachOf } from './shared/reach.ts';
import { type RegretLadder, regretLadders } from './shared/regretLadder.ts';
import { regretNotes } from './shared/regretNotes.ts';
import { type Regret, regrets } from './shared/regretRows.ts';
import { ends, type Scored } from './shared/rows.ts';
import { sheet } from './shared/sheet.ts';
import { scoredColumns, tableOf } from './shared/table.ts';
import { percentTick, tipOf } from './shared/words.ts';

/** What the decisions made on fits lose, beside those of rules that ask no fit. */
export const regret: Figure = {
  id: 'regret',
  title: 'Regret by arm',
  caption:
    'What the split of the budget that is best on a fit’s own curves truly loses, in percent of all that media bring at the best split; 0 is the best. Brackets are ±1.96 Monte Carlo errors. Upright lines are rules that ask no fit, scored on the same datasets: an arm to the right of one decides worse than it. Where “keep” loses little there is little to gain, and noise in a fit moves money for nothing.',
  absent: (data) =>
    data.performance.some(({ measure, value }) => measure === 'regret' && value !== null)
      ? null
      : 'no budget was split on the fits of this study (decision: in its file)',
  table: (view) => tableOf(scoredColumns, rowsOf(regrets(view))),
  draw,
};

const rowsOf = (all: readonly Regret[]): readonly Scored[] =>
  all.flatMap(({ own, rules }) => [own, ...rules.map(({ row }) => row)]);

function draw(view: View, around: Surroundings): SVGElement | null {
  const all = regrets(view);
  const rows = rowsOf(all);
  const { shown, notes } = limitPanels(regretLadders(view, around, all), 40);
  const values = rows.map(({ value }) => value);
  const { low, high, ticks } = extentOf([...values, ...rows.flatMap(ends)], reachOf(values, rows.flatMap(ends)));
  const parts = shown.map((ladder) => ({
    title: ladder.world,
    unit: 'regret, in percent of what all media bring at the best split',
    plot: ladderPlot(around, ladder, shown, {
      ...{ domain: [low, high], reference: 0, stems: false, tickFormat: percentTick, ticks, tip },
      shown: ({ row }) => percent(row.value, row.mcse),
      behind: (places) => lines(around, ladder, places, [low, high]),
    }),
  }));
  return sheet(around, regret.title, parts, [...regretNotes(view, all), ...notes]);
}

function tip({ row }: Rung): string {
  const rule = /^regret_(\w+)$/.exec(row.measure)?.[1];
  return tipOf(row, rule === undefined ? 'regret' : `the rule “${rule}”: regret`, percent(row.value, row.mcse));
}

/** Told apart in black and white: whole, dashed, dotted. */
const dashes: Readonly<Record<RuleId, string>> = { keep: 'none', proportional: '5 3', equal: '1 3' };

/** Lines of rules that lie within the axis; the others have their number at their mark. */
function lines(
  { ink }: Surroundings,
  ladder: RegretLadder,
  places: readonly Place[],
  [low, high]: readonly [number, number],
): readonly Plot.Markish[] {
  const all = ladder.panels.flatMap((panel, i) => {
    const { column, line } = places[i]!;
    return panel.lines.filter(({ x }) => x >= low && x <= high).map((own) => ({ ...own, column, line }));
  });
  return Object.entries(dashes).map(([id, strokeDasharray]) =>
    Plot.ruleX(
      all.filter((line) => line.id === id),
      { ...facet, x: 'x', y1: 'y1', y2: 'y2', stroke: ink.muted, strokeWidth: 1, strokeDasharray },
    ),
  );
}
