import * as Plot from '@observablehq/plot';
import { wilson } from '../../../score/measures/share.ts';
import { percent } from '../../data/percent.ts';
import type { FailureRow } from '../../data/types.ts';
import type { Surroundings, View } from '../figure.ts';
import { inOrder } from './arms.ts';
import { facet, grid, layout, type Panel, type Place } from './grid.ts';
import { tipStyle } from './marks.ts';
import { shorten } from './names.ts';
import { characterWidth } from './sheet.ts';

/** An arm's fits in a cell, counted. */
export type Failed = {
  readonly row: FailureRow;
  readonly failed: number;
  readonly mcse: number | null;
  readonly interval: readonly [lower: number, upper: number];
  /** e.g. `nonconverged 3, error 1` */
  readonly statuses: string;
  /** the commonest failure's; empty where none failed */
  readonly commonest: string;
};

export function failedOf(row: FailureRow): Failed {
  const ways = Object.entries(row.byStatus)
    .filter(([status, count]) => status !== 'ok' && count > 0)
    .toSorted(([, a], [, b]) => b - a);
  const failed = ways.reduce((sum, [, count]) => sum + count, 0);
  const rate = failed / row.n;
  return {
    row,
    failed,
    mcse: row.n > 1 ? Math.sqrt((rate * (1 - rate)) / row.n) : null,
    interval: wilson(failed, row.n),
    statuses: ways.map(([status, count]) => `${status} ${count}`).join(', '),
    commonest: ways[0]?.[0] ?? '',
  };
}

/** A share as percent, as short as it stands in a square. @example share(0.125) // '13 %' */
export function share(rate: number): string {
  const hundredths = 100 * rate;
  return `${hundredths > 0 && hundredths < 1 ? hundredths.toFixed(1) : Math.round(hundredths)}\u00a0%`;
}

const tileHeight = 34;
const color = '#d9730d';
/** of the color at most: the number on it must be read on a light page and on a dark one */
const strongest = 0.6;

export type FailureOptions = { readonly most: number; readonly nameOf: (cell: string) => string };

/** A panel a world: arms down, weeks across. */
export function failurePlot(
  view: View,
  around: Surroundings,
  panels: readonly Panel<Failed>[],
  { most, nameOf }: FailureOptions,
): SVGElement {
  const { ink } = around;
  const all = panels.flatMap(({ rows }) => rows);
  const periods = new Map(view.data.cells.map(({ key, periods }) => [key, periods]));
  const weeksOf = ({ row }: Failed) => periods.get(row.cell) ?? 0;
  const weeks = [...new Set(all.map(weeksOf))].sort((a, b) => a - b);
  const arms = inOrder(
    view,
    all.map(({ row }) => row.arm),
  );
  const longest = arms.reduce((length, arm) => Math.max(length, arm.length), 0);
  const characters = Math.max(6, Math.min(longest, Math.floor((0.4 * around.width) / characterWidth)));
  const widths = {
    marginLeft: 12 + characterWidth * characters,
    leastWidth: Math.max(130, 46 * weeks.length),
    mostWidth: 90 * weeks.length,
    most,
  };
  const tileWidth = layout(around, widths).panelWidth / weeks.length;
  const fitting = (text: string) => shorten(text, Math.max(4, Math.floor(tileWidth / characterWidth) - 1));
  const options = {
    ...{ panelHeight: tileHeight * arms.length, ...widths },
    x: { type: 'band' as const, domain: weeks, padding: 0.04 },
    y: { type: 'band' as const, domain: [...arms], padding: 0.04 },
  };
  return grid(around, panels, options, (placed: readonly (Panel<Failed> & Place)[]) => {
    const tiles = placed.flatMap(({ rows, column, line }) =>
      rows.map((one) => ({ ...one, weeks: weeksOf(one), arm: one.row.arm, column, line })),
    );
    const at = { ...facet, x: 'weeks', y: 'arm' };
    const words = (text: (tile: Failed) => string, dy: (tile: Failed) => number) =>
      [0, -6, 8].map((offset) =>
        Plot.text(
          tiles.filter((tile) => dy(tile) === offset && text(tile) !== ''),
          { ...at, text, dy: offset, fill: ink.text, fontSize: 11 },
        ),
      );
    const quiet = { tickSize: 0, color: ink.muted, label: null };
    return [
      Plot.axisX(quiet),
      Plot.axisY({ ...quiet, color: ink.text, tickFormat: (arm: string) => shorten(arm, characters) }),
      Plot.cell(tiles, {
        ...at,
        fill: color,
        fillOpacity: ({ failed, row }: Failed) => strongest * Math.sqrt(failed / row.n),
        stroke: ink.grid,
        title: (tile: Failed) => tipOf(tile, nameOf),
        tip: tipStyle(around),
      }),
      ...words(
        ({ failed, row }) => share(failed / row.n),
        ({ failed }) => (failed > 0 ? -6 : 0),
      ),
      ...words(
        ({ commonest }) => fitting(commonest),
        () => 8,
      ),
    ];
  });
}

function tipOf({ row, failed, mcse, interval, statuses }: Failed, nameOf: (cell: string) => string): string {
  const rate = percent(failed / row.n, mcse === 0 ? null : mcse);
  const [lower, upper] = interval.map((end) => (100 * end).toFixed(1));
  const lines = [
    row.arm,
    nameOf(row.cell),
    `${failed} of ${row.n} failed: ${rate} [${lower}, ${upper}] (± MCSE, Wilson)`,
  ];
  return failed === 0 ? lines.join('\n') : [...lines, statuses, row.reason].join('\n');
}
