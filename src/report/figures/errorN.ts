import * as Plot from '@observablehq/plot';
import { formatScore } from '../../score/format.ts';
import type { Figure, Surroundings, View } from './figure.ts';
import { inOrder, symbolNamed } from './shared/arms.ts';
import { facet, grid, layout, mostPanels, type Panel } from './shared/grid.ts';
import { groupBy } from './shared/group.ts';
import { limitPanels } from './shared/limit.ts';
import { logAxis } from './shared/logAxis.ts';
import { axisX, axisY, tipStyle } from './shared/marks.ts';
import { panelNames, worldNames } from './shared/names.ts';
import { offNote } from './shared/offNote.ts';
import { endLabels, guides, linesOf, type RatePoint } from './shared/rates.ts';
import { ends, type Scored, scored } from './shared/rows.ts';
import { sheet } from './shared/sheet.ts';
import { scoredColumns, tableOf } from './shared/table.ts';
import { plain, tipOf } from './shared/words.ts';

/** Root mean squared error against the number of weeks, on logarithmic scales. */
export const errorN: Figure = {
  id: 'error-n',
  title: 'Error against sample size',
  caption:
    'Root mean squared error against weeks, both on logarithmic scales, with ±1.96 Monte Carlo errors. Variance alone falls along the dashed guides, n^(−1/2); a line that flattens has met a bias that more weeks do not cure.',
  absent: (data) =>
    new Set(data.cells.map(({ periods }) => periods)).size > 1 ? null : 'the study has only one sample size',
  table: (view) => tableOf(scoredColumns, scored(view, 'rmse', null)),
  draw,
};

function draw(view: View, around: Surroundings): SVGElement | null {
  // an error of 0 but for rounding has no place on a logarithmic axis; the table has it
  const all = scored(view, 'rmse', null);
  const least = all.reduce((most, { value }) => Math.max(most, 1e-9 * value), 1e-100);
  const rows = all.filter(({ value }) => value > least);
  const worldOf = worldNames(view.data);
  const nameOf = panelNames(rows);
  const groups = [...groupBy(rows, ({ cell }) => worldOf(cell))].map(([world, own]) => ({
    world,
    panels: [...groupBy(own, nameOf)].map(([title, inside]): Panel<Scored> => ({ title, rows: inside })),
  }));
  const { shown, notes } = limitPanels(groups, 30);
  const most = mostPanels(shown);
  const parts = shown.map(({ world, panels }) => ({
    title: world,
    unit: 'up: RMSE; across: weeks; dashed: n^(−1/2)',
    plot: plotOf(view, around, panels, most),
  }));
  const zeros = all.length - rows.length;
  return sheet(around, errorN.title, parts, [
    ...offNote(rows),
    ...(zeros > 0 ? [`Errors of 0, which a logarithmic axis does not reach, are not drawn: ${zeros}.`] : []),
    ...notes,
  ]);
}

function plotOf(view: View, around: Surroundings, panels: readonly Panel<Scored>[], most: number): SVGElement {
  const rows = panels.flatMap((panel) => panel.rows);
  const arms = inOrder(
    view,
    rows.map(({ arm }) => arm),
  );
  const weeks = [...new Set(rows.map(({ periods }) => periods))].sort((a, b) => a - b);
  const panelHeight = Math.max(170, 13 * arms.length);
  const widths = { marginLeft: 46, leastWidth: 215, mostWidth: 400, most };
  const { panelWidth } = layout(around, widths);
  const values = rows.flatMap((row) => [row.value, ...ends(row).filter((end) => end > row.value / 4)]);
  const low = values.reduce((a, b) => Math.min(a, b)) / 1.1;
  const y = logAxis(low, 1.1 * values.reduce((a, b) => Math.max(a, b)), panelHeight);
  // the right two fifths are for the names of the lines
  const x = logAxis(weeks[0]! / 1.1, 1.1 * Math.max(weeks.at(-1)!, 1.3 * weeks[0]!), 0.6 * panelWidth);
  const options = {
    ...{ panelHeight, ...widths },
    x: { type: 'log' as const, domain: [x.low, x.fromPx(panelWidth)] },
    y: { type: 'log' as const, domain: [y.low, y.high] },
  };
  // brackets of arms at the same sample size stand side by side
  const aside = (arm: string) => Math.min(3, 24 / arms.length) * (arms.indexOf(arm) - (arms.length - 1) / 2);
  return grid(around, panels, options, (placed) => {
    const lines = placed.flatMap((panel) =>
      linesOf(panel, around, y, (row) => x.fromPx(x.toPx(row.periods) + aside(row.arm))),
    );
    return [
      ...axisX(around, { ticks: weeks, tickFormat: plain, grid: false }),
      ...axisY(around, { ticks: y.ticks(6), tickFormat: plain }),
      ...guides(around, placed, x, y),
      Plot.line(lines, { ...facet, x: 'x', y: 'value', z: 'key', stroke: 'color', strokeWidth: 1.5 }),
      Plot.ruleX(lines, { ...facet, x: 'x', y1: 'lower', y2: 'upper', stroke: 'color' }),
      ...endLabels(lines, around, { x, y, panelWidth }),
      Plot.dot(lines, {
        ...facet,
        ...{ x: 'x', y: 'value', r: 3.5, stroke: 'color', fill: 'fill' },
        symbol: ({ row }: RatePoint) => symbolNamed(around.symbol(row.arm)),
        title: ({ row }: RatePoint) => tipOf(row, 'RMSE', formatScore(row.value, row.mcse)),
        tip: tipStyle(around),
      }),
    ];
  });
}
