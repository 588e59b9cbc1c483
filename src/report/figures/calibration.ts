import * as Plot from '@observablehq/plot';
import type { Figure, Surroundings, View } from './figure.ts';
import { type Ecdf, ecdfs, type Point } from './shared/ecdf.ts';
import { facet, grid, mostPanels, type Panel } from './shared/grid.ts';
import { limitPanels } from './shared/limit.ts';
import { axisX, axisY, tipStyle } from './shared/marks.ts';
import { roundBelow } from './shared/scatter.ts';
import { type Part, sheet } from './shared/sheet.ts';
import { type Column, tableOf } from './shared/table.ts';
import { percentTick, plain } from './shared/words.ts';

/** Ranks of true values among posterior draws, against uniformity. */
export const calibration: Figure = {
  id: 'calibration',
  title: 'Simulation-based calibration',
  caption:
    'How many of the ranks of the truth among posterior draws lie below each height, less what a right posterior would give; the grey band holds the whole line of all quantities of an arm in 95 of 100 studies where the posterior is right. A line above the band on the left says the posterior lies too high, a wave through it that the posterior is too narrow (above first, then below) or too wide.',
  absent: (data) => (data.ranks.some(({ ranks }) => ranks.length > 0) ? null : 'the study is none of calibration'),
  table: (view) =>
    tableOf(
      columns,
      ecdfs(view).flatMap(({ panels }) => panels.flatMap(({ rows }) => rows)),
    ),
  draw,
};

const columns: readonly Column<Point>[] = [
  { key: 'arm', title: 'arm', of: ({ of }) => of.arm },
  { key: 'parameter', title: 'quantity', of: ({ of }) => of.parameter },
  { key: 'below', title: 'share of the height', of: ({ x }) => x, numeric: true },
  { key: 'difference', title: 'ECDF − uniform', of: ({ difference }) => difference, numeric: true },
  { key: 'lower', title: 'lower end of the band', of: ({ lower }) => lower, numeric: true },
  { key: 'upper', title: 'upper end of the band', of: ({ upper }) => upper, numeric: true },
  { key: 'n', title: 'n', of: ({ of }) => of.n, numeric: true },
  { key: 'p', title: 'p of uniformity', of: ({ of }) => of.p, numeric: true },
  { key: 'inside', title: 'stays inside', of: ({ of }) => (of.inside ? 'yes' : 'no') },
];

function draw(view: View, around: Surroundings): SVGElement | null {
  const { shown, notes } = limitPanels(ecdfs(view), 40);
  return sheet(
    around,
    calibration.title,
    shown.map(({ arm, level, panels }) =>
      part(around, `${arm}, ${panels[0]!.rows[0]!.of.n} simulations`, level, panels, mostPanels(shown)),
    ),
    notes,
  );
}

function part(around: Surroundings, title: string, level: number, panels: readonly Panel<Point>[], most: number): Part {
  const { ink } = around;
  const all = panels.flatMap(({ rows }) => rows);
  const span = all.reduce(
    (most, { lower, upper, difference }) => Math.max(most, -lower, upper, Math.abs(difference)),
    0.01,
  );
  const tick = roundBelow(span);
  const titled = panels.map((panel) => ({ ...panel, title: titleOf(panel.rows[0]!.of) }));
  const options = {
    ...{ panelHeight: 110, leastWidth: 125, mostWidth: 260, most, marginLeft: 48 },
    x: { domain: [0, 1], inset: 3 },
    y: { domain: [-span, span], inset: 3 },
  };
  const plot = grid(around, titled, options, (placed) => {
    const points = placed.flatMap(({ rows, column, line }) =>
      rows.map((point) => ({ ...point, column, line, color: point.of.inside ? around.color(point.of.arm) : ink.text })),
    );
    const along = { ...facet, x: 'x' };
    return [
      Plot.areaY(points, { ...along, y1: 'lower', y2: 'upper', fill: ink.muted, fillOpacity: 0.2 }),
      ...axisX(around, { tickFormat: plain, ticks: [0, 0.5, 1] }),
      ...axisY(around, { tickFormat: percentTick, ticks: [-tick, 0, tick] }),
      Plot.ruleY([0], { stroke: ink.text }),
      Plot.lineY(points, {
        ...along,
        y: 'difference',
        z: (point: Point) => point.of.parameter,
        stroke: 'color',
        strokeWidth: 1.8,
      }),
      Plot.dot(
        points.filter(({ difference, lower, upper }) => difference < lower || difference > upper),
        { ...along, y: 'difference', r: 3, fill: ink.text },
      ),
      Plot.tip(points, Plot.pointerX({ ...along, y: 'difference', title: tipOf, ...tipStyle(around) })),
    ];
  });
  const each = Number((100 * level).toFixed(2));
  return { title, unit: `up: ECDF less uniform; across: rank as a share of all; band: ${each} % a quantity`, plot };
}

function titleOf({ parameter, inside, p }: Ecdf): string {
  return `${parameter}\n${inside ? 'inside' : 'LEAVES THE BAND'}, p ${p < 0.001 ? '< 0.001' : `= ${p.toFixed(p < 0.1 ? 3 : 2)}`}`;
}

function tipOf({ of, x, difference, lower, upper }: Point): string {
  const pp = (value: number) => `${(100 * value).toFixed(1)} %`;
  return `${of.parameter}\nranks below ${pp(x)}: ${pp(difference)} off uniform\nband ${pp(lower)} to ${pp(upper)}\nn = ${of.n} simulations`;
}
