import * as Plot from '@observablehq/plot';
import { normalQuantile } from '../../core/distributions.ts';
import type { Figure, Surroundings, View } from './figure.ts';
import { inOrder } from './shared/arms.ts';
import { estimateColumns, estimateTip } from './shared/estimates.ts';
import { facet, grid, mostPanels, type Panel } from './shared/grid.ts';
import { groupBy } from './shared/group.ts';
import { limitPanels } from './shared/limit.ts';
import { axisX, axisY, tipStyle } from './shared/marks.ts';
import { cellNames } from './shared/names.ts';
import { offFitsNote } from './shared/offNote.ts';
import { type RelativeError, relativeErrors } from './shared/relative.ts';
import { clamp, edgeNote, roundBelow, spanOf, symmetricTicks } from './shared/scatter.ts';
import { sheet } from './shared/sheet.ts';
import { type Column, tableOf } from './shared/table.ts';
import { thin } from './shared/thin.ts';
import { percentTick } from './shared/words.ts';

type Point = RelativeError & { readonly se: number };
type Placed = {
  readonly point: Point;
  readonly x: number;
  readonly y: number;
  readonly moved: boolean;
  readonly fill: string;
};

/** Every fit's error against the standard error that it states. */
export const estimateSe: Figure = {
  id: 'estimate-se',
  title: 'Estimate against standard error',
  caption:
    'One point a fit and channel: its error against the standard error it states, both in percent of the channel’s mean truth. A symmetric interval holds the truth inside the wedge; hollow points are those whose interval missed. A cloud above or below the line is bias; points outside the wedge to the left are fits that are wrong and sure.',
  absent: (data) =>
    data.estimates.some(({ se, point, truth }) => se !== null && point !== null && truth !== null)
      ? null
      : 'no estimator of this study states a standard error',
  table: (view) => tableOf(columns, pointsOf(view)),
  draw,
};

const columns: readonly Column<Point>[] = [
  ...estimateColumns,
  { key: 'relative_error', title: 'error / mean truth', of: ({ error }) => error, numeric: true },
  { key: 'relative_se', title: 'SE / mean truth', of: ({ se }) => se, numeric: true },
];

function pointsOf(view: View): readonly Point[] {
  return relativeErrors(view).filter((point): point is Point => point.se !== null);
}

function draw(view: View, around: Surroundings): SVGElement | null {
  const { kept, notes: thinned } = thin(pointsOf(view), 2000);
  const nameOf = cellNames(view.data);
  const groups = [...groupBy(kept, ({ row }) => row.cell)].map(([cell, own]) => {
    const byArm = groupBy(own, ({ row }) => row.arm);
    return {
      cell: nameOf(cell),
      panels: inOrder(view, byArm.keys()).map((arm): Panel<Point> => ({ title: arm, rows: byArm.get(arm)! })),
    };
  });
  const { shown, notes } = limitPanels(groups, 40);
  const most = mostPanels(shown);
  const drawn = shown.map(({ cell, panels }) => cloud(view, around, cell, panels, most));
  const moved = drawn.reduce((sum, part) => sum + part.moved, 0);
  const fits = shown.flatMap(({ panels }) => panels.flatMap(({ rows }) => rows.map(({ row }) => row)));
  return sheet(around, estimateSe.title, drawn, [...offFitsNote(fits), ...edgeNote(moved), ...thinned, ...notes]);
}

/** The panels of one cell, all to one scale. */
function cloud(view: View, around: Surroundings, cell: string, panels: readonly Panel<Point>[], most: number) {
  const { ink } = around;
  const all = panels.flatMap(({ rows }) => rows);
  const width = spanOf(all.map(({ se }) => se));
  const height = spanOf(all.map(({ error }) => error));
  const place = (point: Point): Placed => {
    const x = clamp(point.se, 0, width);
    const y = clamp(point.error, -height, height);
    const fill = point.covers === false ? ink.surface : around.color(point.row.arm);
    return { point, x, y, moved: x !== point.se || y !== point.error, fill };
  };
  const options = {
    ...{ panelHeight: 150, leastWidth: 125, mostWidth: 260, most, marginLeft: 52 },
    x: { domain: [0, width], inset: 5 },
    y: { domain: [-height, height], inset: 5 },
  };
  const wedge = wedgeOf(view.level, width, height);
  const plot = grid(around, panels, options, (placed) => [
    Plot.areaY(
      placed.flatMap(({ column, line }) => wedge.corners.map((corner) => ({ ...corner, column, line }))),
      { ...facet, x: 'x', y1: 'low', y2: 'high', fill: ink.muted, fillOpacity: 0.16 },
    ),
    ...axisX(around, { tickFormat: percentTick, ticks: [0, roundBelow(width)] }),
    ...axisY(around, { tickFormat: percentTick, ticks: symmetricTicks(height) }),
    Plot.ruleY([0], { stroke: ink.text }),
    Plot.dot(
      placed.flatMap(({ rows, column, line }) => rows.map((point) => ({ ...place(point), column, line }))),
      {
        ...facet,
        ...{ x: 'x', y: 'y', r: 2, fill: 'fill', strokeWidth: 0.8, fillOpacity: 0.7 },
        symbol: (dot: Placed) => (dot.moved ? 'times' : 'circle'),
        stroke: ({ point }: Placed) => around.color(point.row.arm),
        title: ({ point }: Placed) => estimateTip(point),
        tip: tipStyle(around),
      },
    ),
  ]);
  const unit = `up: error; across: standard error; wedge: ±${wedge.z.toFixed(2)} standard errors`;
  return { title: cell, unit, plot, moved: all.filter((point) => place(point).moved).length };
}

/** Where |error| ≤ z · SE, cut to the axes. */
function wedgeOf(level: number, width: number, height: number) {
  const z = normalQuantile((1 + level) / 2);
  const turn = Math.min(width, height / z);
  const corner = (x: number) => ({ x, low: -Math.min(height, z * x), high: Math.min(height, z * x) });
  return { z, corners: [corner(0), corner(turn), corner(width)] };
}
