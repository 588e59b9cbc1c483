import { percent } from '../data/percent.ts';
import type { Figure, Surroundings, View } from './figure.ts';
import { extentOf } from './shared/extent.ts';
import { mostPanels, type Panel } from './shared/grid.ts';
import { groupBy } from './shared/group.ts';
import { limitPanels } from './shared/limit.ts';
import { panelNames } from './shared/names.ts';
import { nestedLoop } from './shared/nested.ts';
import { nestedPlot } from './shared/nestedPlot.ts';
import { offNote } from './shared/offNote.ts';
import { reachOf } from './shared/reach.ts';
import { ends, type Scored, scored } from './shared/rows.ts';
import { edgeNote } from './shared/scatter.ts';
import { type Part, sheet } from './shared/sheet.ts';
import { scoredColumns, tableOf } from './shared/table.ts';
import { tipOf } from './shared/words.ts';

/** Relative bias over the whole factorial. */
export const nestedLoopPlot: Figure = {
  id: 'nested-loop',
  title: 'The whole factorial: nested-loop plot',
  caption:
    'Every cell of the study from left to right, ordered by what was varied; the steps beneath say where each of these stands, the innermost turning fastest. Lines are relative bias with ±1.96 Monte Carlo errors: a line that steps in time with one of the rows beneath depends on that one, a flat line on none.',
  absent: (data) =>
    nestedLoop({ data, cells: new Set(data.cells.map(({ key }) => key)) }).factors.length > 1 &&
    data.performance.some(({ measure, value }) => measure === 'relative_bias' && value !== null)
      ? null
      : 'the study does not vary two things about its worlds',
  table: (view) => tableOf(scoredColumns, scored(view, 'relative_bias', null)),
  draw,
};

function draw(view: View, around: Surroundings): SVGElement | null {
  const rows = scored(view, 'relative_bias', null);
  const values = rows.map(({ value }) => value);
  const reach = reachOf(values, rows.flatMap(ends));
  const extent = extentOf(rows.flatMap(ends), reach);
  const beyond = values.filter((value) => value < extent.low || value > extent.high).length;
  const { shown, notes } = limitPanels(loops(view, rows), 12);
  const most = mostPanels(shown);
  const parts = shown.map(
    ({ title, loop, panels }): Part => ({
      title,
      unit: `relative bias; across: ${loop.cells.length} cells, ordered by the steps beneath`,
      plot: nestedPlot(view, around, panels, loop, {
        ...{ most, extent },
        tip: (row) => tipOf(row, 'relative bias', percent(row.value, row.mcse)),
      }),
    }),
  );
  return sheet(around, nestedLoopPlot.title, parts, [...offNote(rows), ...edgeNote(beyond), ...notes]);
}

/** A panel a channel; channels of the same cells share a loop, so that no part of it lies empty. */
function loops(view: View, rows: readonly Scored[]) {
  const scenarioOf = new Map(view.data.cells.map(({ key, scenario }) => [key, scenario]));
  const panels = [...groupBy(rows, panelNames(rows))].map(([title, own]): Panel<Scored> => ({ title, rows: own }));
  const cellsOf = (panel: Panel<Scored>) => [...new Set(panel.rows.map(({ cell }) => cell))].toSorted();
  return [...groupBy(panels, (panel) => JSON.stringify(cellsOf(panel))).values()].flatMap((group) => {
    const loop = nestedLoop(view, new Set(cellsOf(group[0]!)));
    const worlds = new Set(loop.cells.map(({ key }) => scenarioOf.get(key)));
    return loop.cells.length === 0 ? [] : [{ title: [...worlds].join(', '), loop, panels: group }];
  });
}
