import * as Plot from '@observablehq/plot';
import { formatScore } from '../../../score/format.ts';
import type { Surroundings } from '../figure.ts';
import type { Axis } from './axes.ts';
import { facet, grid, layout, type Panel, type Place } from './grid.ts';
import { tipStyle } from './marks.ts';
import { ends } from './rows.ts';
import { characterWidth } from './sheet.ts';
import type { Tile } from './tile.ts';
import { tipOf } from './words.ts';

export type HeatOptions = {
  readonly x: Axis;
  readonly y: Axis;
  /** how far from the nominal value the color is strongest, by measure, for all of the figure */
  readonly farthest: Readonly<Record<string, number>>;
  readonly most: number;
};

/** Blue below and orange above, told apart by every common kind of color vision; the number's sign says it too. */
const below = '#2f7fc1';
const above = '#d9730d';
/** of the color at most: the number on it must be read on a light page and on a dark one */
const strongest = 0.6;
const tileHeight = 36;

/** Colored squares with their numbers. The color is how far a value lies from the nominal one, the same for
 *  all of the figure: the same distance above and below is equally strong. */
export function heatPlot(around: Surroundings, panels: readonly Panel<Tile>[], heat: HeatOptions): SVGElement {
  const { x, y, most } = heat;
  const { ink } = around;
  const marginLeft = 12 + characterWidth * Math.max(...y.values.map((value) => String(value).length));
  const leastWidth = Math.max(120, 46 * x.values.length);
  const widths = { marginLeft, leastWidth, mostWidth: 72 * x.values.length, most };
  const tileWidth = layout(around, widths).panelWidth / x.values.length;
  const strength = ({ row, off }: Tile) => strongest * Math.min(1, Math.abs(off) / (heat.farthest[row.measure] ?? 1));
  const marks = (placed: readonly (Panel<Tile> & Place)[]): readonly Plot.Markish[] => {
    const tiles = placed.flatMap(({ rows, column, line }) => rows.map((tile) => ({ ...tile, column, line })));
    const axis = { tickSize: 0, color: ink.muted, label: null };
    return [
      Plot.axisX(axis),
      Plot.axisY(axis),
      Plot.cell(tiles, {
        ...facet,
        x: 'x',
        y: 'y',
        fill: (tile: Tile) => (tile.off < 0 ? below : above),
        fillOpacity: strength,
        stroke: ink.grid,
        title: (tile: Tile) => tipOf(tile.row, tile.row.measure.replaceAll('_', ' '), `${shown(tile)} %`),
        tip: tipStyle(around),
      }),
      words(tiles, (tile) => head(tile, tileWidth), -6, ink.text),
      words(tiles, (tile) => error(tile, tileWidth), 8, ink.text),
    ];
  };
  const options = {
    panelHeight: tileHeight * y.values.length,
    ...widths,
    x: { type: 'band' as const, domain: [...x.values], padding: 0.04 },
    y: { type: 'band' as const, domain: [...y.values].reverse(), padding: 0.04 },
  };
  return grid(around, panels, options, marks);
}

function words(tiles: readonly (Tile & Place)[], text: (tile: Tile) => string, dy: number, fill: string): Plot.Markish {
  const told = tiles.filter((tile) => text(tile) !== '');
  return Plot.text(told, { ...facet, x: 'x', y: 'y', text, dy, fill, fontSize: 11 });
}

/** In percent; where an error of 0 says nothing, Wilson's interval decides the digits. */
function shown({ row }: Tile): string {
  const [lower, upper] = ends(row);
  const error = row.mcse !== null && row.mcse > 0 ? row.mcse : (upper - lower) / 4;
  return formatScore(100 * row.value, error > 0 ? 100 * error : null);
}

function head(tile: Tile, width: number): string {
  const [value = ''] = shown(tile).split(' ± ');
  return fits(value, width) ? value : '';
}

/** The square's error, if there is room for it; a share of 0 or 1, whose error says nothing, has the other end of Wilson's
 *  interval. */
function error(tile: Tile, width: number): string {
  const [, spread] = shown(tile).split(' ± ');
  const { mcse, lower, upper, value } = tile.row;
  if (mcse === 0 && lower !== null && upper !== null) {
    const text = value > 0.5 ? `≥${formatScore(100 * lower, null)}` : `≤${formatScore(100 * upper, null)}`;
    return fits(text, width) ? text : '';
  }
  const text = spread === undefined ? '' : `±${spread}`;
  return fits(text, width) ? text : '';
}

function fits(text: string, width: number): boolean {
  return text.length * characterWidth <= width;
}
