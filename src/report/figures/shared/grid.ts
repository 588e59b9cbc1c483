import * as Plot from '@observablehq/plot';
import type { Surroundings } from '../figure.ts';
import { shorten } from './names.ts';
import { characterWidth } from './sheet.ts';

export type Panel<Row> = { readonly title: string; readonly rows: readonly Row[] };
/** Where a panel stands in the grid; every row of a mark carries it. */
export type Place = { readonly column: number; readonly line: number };

export type GridOptions = {
  readonly panelHeight: number;
  /** px below which a panel is not squeezed before it goes to the next line */
  readonly leastWidth: number;
  /** px beyond which a panel is not stretched */
  readonly mostWidth: number;
  /** most panels that any grid of the figure has: columns are not kept free for more */
  readonly most: number;
  readonly marginLeft: number;
  readonly x: Plot.ScaleOptions;
  readonly y: Plot.ScaleOptions;
};

/** height of a panel's title, with air above */
const between = 38;
const titleLine = 12;
/** between columns, with room for half a number of either axis */
const alley = 30;
const top = 20;
const marginRight = 20;
const marginBottom = 22;

/** Small multiples in one plot: as many columns as there is room for, the same for every grid of a figure, so that panels
 *  of different worlds are equally wide. `marks` gets the panels with their places. */
export function grid<Row>(
  around: Surroundings,
  panels: readonly Panel<Row>[],
  options: GridOptions,
  marks: (placed: readonly (Panel<Row> & Place)[]) => readonly Plot.Markish[],
): SVGElement {
  const { marginLeft, panelHeight } = options;
  const { columns, room, panelWidth } = layout(around, options);
  const extra = titleLine * Math.max(0, ...panels.map(({ title }) => title.split('\n').length - 1));
  const gap = between + extra;
  const marginTop = top + extra;
  const lines = Math.ceil(panels.length / columns);
  const placed = panels.map((panel, i) => ({ ...panel, column: i % columns, line: Math.floor(i / columns) }));
  return Plot.plot({
    document: around.document,
    width: marginLeft + room + marginRight,
    height: marginTop + lines * (panelHeight + gap) - gap + marginBottom,
    marginLeft,
    marginRight,
    marginTop,
    marginBottom,
    style: { fontSize: '11px', color: around.ink.text, background: 'none' },
    fx: {
      axis: null,
      domain: range(columns),
      paddingInner: share(alley, room, columns),
      paddingOuter: 0,
      round: false,
    },
    fy: {
      axis: null,
      domain: range(lines),
      paddingInner: share(gap, lines * (panelHeight + gap) - gap, lines),
      paddingOuter: 0,
      round: false,
    },
    x: { ...options.x, axis: null },
    y: { ...options.y, axis: null },
    color: { type: 'identity' },
    marks: [
      ...marks(placed),
      Plot.text(placed, {
        ...facet,
        text: (panel: Panel<Row>) => fitted(panel.title, panelWidth + alley / 2),
        frameAnchor: 'top-left',
        lineAnchor: 'bottom',
        dy: -5,
        fill: around.ink.text,
      }),
    ],
  }) as SVGElement;
}

/** How many columns there is room for, how wide each is, and all of them together. */
export function layout(around: Surroundings, options: Omit<GridOptions, 'panelHeight' | 'x' | 'y'>) {
  const { marginLeft, leastWidth, mostWidth, most } = options;
  const wide = Math.max(1, around.width - marginLeft - marginRight);
  const columns = Math.max(1, Math.min(most, Math.floor((wide + alley) / (leastWidth + alley))));
  const panelWidth = Math.min(mostWidth, (wide + alley) / columns - alley);
  return { columns, panelWidth, room: columns * (panelWidth + alley) - alley };
}

/** Most panels that any of these grids has. */
export function mostPanels(groups: readonly { readonly panels: readonly unknown[] }[]): number {
  return groups.reduce((most, { panels }) => Math.max(most, panels.length), 1);
}

/** Marks name their panel through these. */
export const facet = { fx: 'column', fy: 'line' } as const;

/** The gap between `n` bands over so many px, as a share of the step; d3 wants none where there is but one. */
function share(space: number, px: number, n: number): number {
  return n === 1 ? 0 : (space * n) / (px + space);
}

/** Every line of a title cut to a panel's width. */
function fitted(title: string, width: number): string {
  const lines = title.split('\n');
  return lines.map((line) => shorten(line, Math.max(6, Math.floor(width / characterWidth)))).join('\n');
}

function range(n: number): readonly number[] {
  return Array.from({ length: n }, (_, i) => i);
}
