import * as Plot from '@observablehq/plot';
import { percent } from '../data/percent.ts';
import type { Figure, Surroundings, View } from './figure.ts';
import { inOrder } from './shared/arms.ts';
import { extentOf } from './shared/extent.ts';
import { facet, grid, mostPanels, type Panel } from './shared/grid.ts';
import { limitPanels } from './shared/limit.ts';
import { axisX, axisY, tipStyle } from './shared/marks.ts';
import { cellNames, channelName } from './shared/names.ts';
import { reachOf } from './shared/reach.ts';
import { type Step, worstRuns } from './shared/runningMean.ts';
import { clamp } from './shared/scatter.ts';
import { type Part, sheet } from './shared/sheet.ts';
import { type Column, tableOf } from './shared/table.ts';
import { percentTick, plain } from './shared/words.ts';

/** Were there enough replicates? */
export const running: Figure = {
  id: 'running',
  title: 'Running estimate of bias',
  caption:
    'For every arm the cell and channel where its mean error is largest: the mean error of the first replicates as they come in, with a band of ±1.96 Monte Carlo errors, in percent of the mean truth. A line that is still wandering, or a band that still holds 0, calls for more replicates before anything is said.',
  absent: (data) =>
    data.estimates.some(({ point, truth, replicate }) => point !== null && truth !== null && replicate > 0)
      ? null
      : 'there are not two replicates with an estimate and a truth',
  table: (view) => tableOf(columns, worstRuns(view).flat()),
  draw,
};

const columns: readonly Column<Step>[] = [
  { key: 'arm', title: 'arm', of: ({ one }) => one.row.arm },
  { key: 'cell', title: 'cell', of: ({ one }) => one.row.cell },
  { key: 'channel', title: 'channel', of: ({ one }) => one.row.channel },
  { key: 'estimand', title: 'estimand', of: ({ one }) => one.row.estimand },
  { key: 'n', title: 'n', of: ({ n }) => n, numeric: true },
  { key: 'replicate', title: 'last replicate', of: ({ one }) => one.row.replicate, numeric: true },
  { key: 'mean', title: 'mean error / mean truth', of: ({ mean }) => mean, numeric: true },
  { key: 'mcse', title: 'MCSE', of: ({ mcse }) => mcse, numeric: true },
];

function draw(view: View, around: Surroundings): SVGElement | null {
  const runs = worstRuns(view);
  const order = inOrder(
    view,
    runs.map((run) => run[0]!.one.row.arm),
  );
  const nameOf = cellNames(view.data);
  const panels = runs
    .toSorted((a, b) => order.indexOf(a[0]!.one.row.arm) - order.indexOf(b[0]!.one.row.arm))
    .map((rows): Panel<Step> => ({ title: titleOf(rows, nameOf), rows }));
  const { shown, notes } = limitPanels(panels.length === 0 ? [] : [{ panels }], 24);
  const parts = shown.map(({ panels }) => part(around, panels, mostPanels(shown)));
  const beyond = parts.reduce((sum, part) => sum + part.beyond, 0);
  const edge = beyond > 0 ? [`Of ${beyond} arms the line lies beyond the axis; the title has the number.`] : [];
  return sheet(around, running.title, parts, [...edge, ...notes]);
}

function titleOf(run: readonly Step[], nameOf: (cell: string) => string): string {
  const { row } = run[0]!.one;
  const { mean, mcse } = run.at(-1)!;
  return `${row.arm}: ${percent(mean, mcse)}\n${channelName(row.channel)} · ${nameOf(row.cell)}`;
}

/** All panels to one scale, that of the last values: the first few means may lie anywhere, and are cut. */
function part(around: Surroundings, panels: readonly Panel<Step>[], most: number): Part & { readonly beyond: number } {
  const { ink } = around;
  const last = panels.map(({ rows }) => rows.at(-1)!);
  const reached = last.flatMap(({ mean, mcse }) => [mean - 4 * (mcse ?? 0), mean + 4 * (mcse ?? 0)]);
  const extent = extentOf(
    reached,
    reachOf(
      last.map(({ mean }) => mean),
      reached,
    ),
  );
  const longest = last.reduce((n, run) => Math.max(n, run.n), 2);
  const within = (value: number) => clamp(value, extent.low, extent.high);
  const options = {
    ...{ panelHeight: 130, leastWidth: 190, mostWidth: 340, most, marginLeft: 52 },
    x: { domain: [1, longest] },
    y: { domain: [extent.low, extent.high] },
  };
  const plot = grid(around, panels, options, (placed) => {
    const steps = placed.flatMap(({ rows, column, line, title }) =>
      rows.flatMap(({ one, n, mean, mcse }) =>
        mcse === null
          ? []
          : [
              {
                ...{ one, n, mcse, mean, column, line, key: `${column} ${line} ${title}` },
                ...{
                  at: within(mean) === mean ? mean : Number.NaN,
                  low: within(mean - 1.96 * mcse),
                  high: within(mean + 1.96 * mcse),
                },
                color: around.color(one.row.arm),
              },
            ],
      ),
    );
    const along = { ...facet, x: 'n', z: 'key' };
    return [
      ...axisX(around, { tickFormat: plain, ticks: [1, ...(longest > 4 ? [Math.round(longest / 2)] : []), longest] }),
      ...axisY(around, { tickFormat: percentTick, ticks: extent.ticks }),
      Plot.areaY(steps, { ...along, y1: 'low', y2: 'high', fill: 'color', fillOpacity: 0.2 }),
      Plot.ruleY([0], { stroke: ink.text }),
      Plot.lineY(steps, { ...along, y: 'at', stroke: 'color', strokeWidth: 1.8 }),
      Plot.tip(steps, Plot.pointerX({ ...facet, x: 'n', y: 'at', title: tipOf, ...tipStyle(around) })),
    ];
  });
  const beyond = last.filter(({ mean }) => within(mean) !== mean).length;
  return { title: 'Where each arm is farthest off', unit: 'up: mean error; across: replicates so far', plot, beyond };
}

function tipOf({ one, n, mean, mcse }: Step): string {
  return `${one.row.arm}\n${one.row.cell} · ${channelName(one.row.channel)} · ${one.row.estimand}\nmean error ${percent(mean, mcse)} (± MCSE)\nn = ${n}`;
}
