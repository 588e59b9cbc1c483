import * as Plot from '@observablehq/plot';
import type { Surroundings } from '../figure.ts';
import { facet } from './grid.ts';

/** Hovering shows a mark's title in a box on the page's own surface. */
export function tipStyle({ ink, width }: Surroundings): Plot.TipOptions {
  return { fill: ink.surface, stroke: ink.muted, fontSize: 12, lineWidth: Math.min(32, width / 16) };
}

type AxisOptions = {
  readonly label?: string;
  readonly ticks?: number | readonly number[];
  readonly tickFormat?: (value: number) => string;
  readonly grid?: boolean;
};

/** Quiet axes: numbers and hairlines, no ticks and no frame. */
export function axisX({ ink }: Surroundings, options: AxisOptions): readonly Plot.Markish[] {
  const { grid = true, label, ...own } = options;
  const ticks = own.ticks === undefined ? {} : { ticks: own.ticks as number };
  const axis = Plot.axisX({
    ...own,
    ...ticks,
    tickSize: 0,
    color: ink.muted,
    label: label ?? null,
    labelArrow: 'none',
    labelAnchor: 'left',
  } as Plot.AxisXOptions);
  return grid ? [Plot.gridX({ ...ticks, stroke: ink.grid, strokeOpacity: 1 } as Plot.GridXOptions), axis] : [axis];
}

export function axisY({ ink }: Surroundings, options: AxisOptions): readonly Plot.Markish[] {
  const { grid = true, label, ...own } = options;
  const ticks = own.ticks === undefined ? {} : { ticks: own.ticks as number };
  const axis = Plot.axisY({
    ...own,
    ...ticks,
    tickSize: 0,
    color: ink.muted,
    label: label ?? null,
    labelArrow: 'none',
  } as Plot.AxisYOptions);
  return grid ? [Plot.gridY({ ...ticks, stroke: ink.grid, strokeOpacity: 1 } as Plot.GridYOptions), axis] : [axis];
}

/** Of a horizontal interval at a height. */
export type Bracket = {
  readonly lower: number;
  readonly upper: number;
  readonly y: number;
  readonly color: string;
  /** ends beyond the axis are cut there, and have no tick */
  readonly cutLower: boolean;
  readonly cutUpper: boolean;
};

/** half the height of a bracket's ends, in the units of the rows */
const half = 0.22;

/** Horizontal intervals with ends like square brackets; where the axis cuts one it ends in an arrowhead. */
export function brackets(rows: readonly Bracket[]): readonly Plot.Markish[] {
  const end = (side: 'lower' | 'upper') =>
    Plot.ruleX(
      rows.filter((row) => !(side === 'lower' ? row.cutLower : row.cutUpper)),
      { ...facet, x: side, y1: (row: Bracket) => row.y - half, y2: (row: Bracket) => row.y + half, stroke: 'color' },
    );
  const arrow = (text: string, side: 'lower' | 'upper') =>
    Plot.text(
      rows.filter((row) => (side === 'lower' ? row.cutLower : row.cutUpper)),
      { ...facet, x: side, y: 'y', text: () => text, fill: 'color', fontSize: 9 },
    );
  return [
    Plot.ruleY(rows, { ...facet, x1: 'lower', x2: 'upper', y: 'y', stroke: 'color' }),
    end('lower'),
    end('upper'),
    arrow('◂', 'lower'),
    arrow('▸', 'upper'),
  ];
}
