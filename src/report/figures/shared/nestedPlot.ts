import * as Plot from '@observablehq/plot';
import type { Surroundings, View } from '../figure.ts';
import { inOrder, symbolNamed } from './arms.ts';
import type { Extent } from './extent.ts';
import { factorMarks, stripHeight } from './factorMarks.ts';
import { facet, grid, layout, type Panel, type Place } from './grid.ts';
import { groupBy } from './group.ts';
import { axisY, tipStyle } from './marks.ts';
import { shorten } from './names.ts';
import type { nestedLoop } from './nested.ts';
import { ends, type Scored } from './rows.ts';
import { clamp } from './scatter.ts';
import { characterWidth } from './sheet.ts';
import { spread } from './spread.ts';
import { percentTick } from './words.ts';

export type NestedOptions = {
  readonly most: number;
  /** of the axis; values beyond stand at its ends, as crosses */
  readonly extent: Extent;
  readonly tip: (row: Scored) => string;
};

/** px of the part with the lines */
const mainHeight = 210;

type Dot = Place & {
  readonly row: Scored;
  readonly key: string;
  /** middle of the cell's step, in cells from the left */
  readonly x: number;
  readonly y: number;
  readonly lower: number;
  readonly upper: number;
  readonly color: string;
  readonly fill: string;
};

/** A panel a channel: a stepped line an arm, the factors beneath as strips of steps, names at the ends of the lines. */
export function nestedPlot(
  view: View,
  around: Surroundings,
  panels: readonly Panel<Scored>[],
  loop: ReturnType<typeof nestedLoop>,
  { most, extent, tip }: NestedOptions,
): SVGElement {
  const { ink } = around;
  const all = panels.flatMap(({ rows }) => rows);
  const arms = inOrder(
    view,
    all.map(({ arm }) => arm),
  );
  const strips = stripHeight * loop.factors.length;
  const panelHeight = mainHeight + strips;
  const { low, high } = extent;
  const floor = low - ((high - low) * strips) / mainHeight;
  const n = loop.cells.length;
  const longest = arms.reduce((length, arm) => Math.max(length, arm.length), 0);
  const widths = { marginLeft: 52, leastWidth: 300, mostWidth: Math.max(420, 60 * n + 160), most };
  const { panelWidth } = layout(around, widths);
  // names of the lines take what they need, up to a third
  const labelWidth = Math.min(characterWidth * longest + 18, panelWidth / 3);
  const right = (n * panelWidth) / (panelWidth - labelWidth);
  const toX = new Map(loop.cells.map(({ key }, i) => [key, i + 0.5]));
  const symbol = ({ row, y }: Dot) => (y === row.value ? symbolNamed(around.symbol(row.arm)) : 'times');
  const options = { panelHeight, ...widths, x: { domain: [0, right] }, y: { domain: [floor, high] } };
  // brackets of arms in the same cell stand side by side
  const aside = (arm: string) => ((arms.indexOf(arm) + 0.5) / arms.length - 0.5) * 0.8;
  return grid(around, panels, options, (placed) => {
    const dots = placed.flatMap(({ rows, column, line }) =>
      rows.flatMap((row): readonly Dot[] => {
        const x = toX.get(row.cell);
        if (x === undefined) return [];
        const [lower, upper] = ends(row).map((end) => clamp(end, low, high)) as [number, number];
        const color = around.color(row.arm);
        const fill = row.target === 'off' ? ink.surface : color;
        const key = JSON.stringify([column, line, row.arm]);
        return [{ row, key, x, y: clamp(row.value, low, high), lower, upper, color, fill, column, line }];
      }),
    );
    const lines = [...groupBy(dots, ({ key }) => key).values()].map((own) => own.toSorted((a, b) => a.x - b.x));
    // both ends of every step; a cell that the arm has no row in breaks the line
    const steps = lines.flatMap((own) =>
      own.flatMap((dot, i) => [
        ...(i > 0 && dot.x - own[i - 1]!.x > 1 ? [{ ...dot, y: Number.NaN }] : []),
        { ...dot, x: dot.x - 0.5 },
        { ...dot, x: dot.x + 0.5 },
      ]),
    );
    const px = panelHeight / (high - floor);
    const labels = [
      ...groupBy(
        lines.map((own) => own.at(-1)!),
        ({ column, line }) => `${column} ${line}`,
      ).values(),
    ].flatMap((own) => {
      const heights = spread(
        own.map(({ y }) => (high - y) * px),
        12,
        4,
        mainHeight - 4,
      );
      return own.map((dot, i) => ({
        ...dot,
        end: dot.x + 0.5,
        labelX: n + (right - n) * (12 / labelWidth),
        labelY: high - heights[i]! / px,
      }));
    });
    const at = (dot: Dot) => dot.x + aside(dot.row.arm);
    const characters = Math.max(5, Math.floor((labelWidth - 16) / characterWidth));
    return [
      Plot.ruleY(
        placed.flatMap(({ column, line }) => extent.ticks.map((y) => ({ y, column, line, x1: 0, x2: n }))),
        { ...facet, y: 'y', x1: 'x1', x2: 'x2', stroke: ink.grid },
      ),
      ...axisY(around, { tickFormat: percentTick, ticks: extent.ticks, grid: false }),
      Plot.ruleY(
        placed.map(({ column, line }) => ({ column, line, x1: 0, x2: n })),
        { ...facet, y: () => 0, x1: 'x1', x2: 'x2', stroke: ink.text },
      ),
      ...factorMarks(around, placed, loop, { top: low, px, room: panelWidth }),
      Plot.line(steps, { ...facet, x: 'x', y: 'y', z: 'key', stroke: 'color', strokeWidth: 1.6 }),
      Plot.ruleX(dots, { ...facet, x: at, y1: 'lower', y2: 'upper', stroke: 'color' }),
      Plot.link(labels, {
        ...facet,
        x1: 'end',
        y1: 'y',
        x2: 'labelX',
        y2: 'labelY',
        stroke: ink.muted,
        strokeWidth: 0.5,
      }),
      Plot.text(labels, {
        ...{ ...facet, x: 'labelX', y: 'labelY', dx: 3, textAnchor: 'start', fill: ink.text },
        text: ({ row }: Dot) => shorten(row.arm, characters),
      }),
      Plot.dot(dots, {
        ...{ ...facet, x: at, y: 'y', r: 3, symbol, stroke: 'color', fill: 'fill' },
        title: ({ row }: Dot) => tip(row),
        tip: tipStyle(around),
      }),
    ];
  });
}
