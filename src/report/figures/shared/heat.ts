import type { Arm, Cell } from '../../data/types.ts';
import type { Surroundings, View } from '../figure.ts';
import type { Axis } from './axes.ts';
import { mostPanels, type Panel } from './grid.ts';
import { groupBy } from './group.ts';
import { heatPlot } from './heatPlot.ts';
import { limitPanels } from './limit.ts';
import { panelNames } from './names.ts';
import { reachOf } from './reach.ts';
import { type Scored, scored } from './rows.ts';
import { type Part, sheet } from './sheet.ts';
import type { Tile } from './tile.ts';
import { percentTick } from './words.ts';

type Placed = Tile & { readonly rest: string };

/** Rows of both measures that have a place on both axes. */
export function heatRows(view: View, x: Axis, y: Axis): readonly Scored[] {
  return [...placed(view, 'relative_bias', x, y), ...placed(view, 'coverage', x, y)].map(({ row }) => row);
}

/** Relative bias and coverage over two axes: grids for each arm and world that is the same in all else. */
export function drawHeat(view: View, around: Surroundings, name: string, x: Axis, y: Axis): SVGElement | null {
  const tiles = [...placed(view, 'relative_bias', x, y), ...placed(view, 'coverage', x, y)];
  const nameOf = panelNames(
    tiles.map(({ row, rest }) => ({ ...row, arm: JSON.stringify([rest, row.arm, row.measure]) })),
  );
  const panelOf = ({ row }: Tile) => `${nameOf(row)}: ${row.measure === 'coverage' ? 'coverage' : 'bias'}`;
  const groups = [...groupBy(tiles, ({ rest }) => rest)].map(([title, own]) => ({
    title,
    panels: [...groupBy(own, panelOf)].map(([panel, rows]): Panel<Tile> => ({ title: panel, rows })),
  }));
  const { shown, notes } = limitPanels(groups, 80);
  const unit = `percent ± Monte Carlo error; across: ${x.name}, up: ${y.name}`;
  const farthest = { relative_bias: farthestOf(tiles, 'relative_bias'), coverage: farthestOf(tiles, 'coverage') };
  const parts = shown.map(
    ({ title, panels }): Part => ({
      title,
      unit,
      plot: heatPlot(around, panels, { x, y, farthest, most: mostPanels(shown) }),
    }),
  );
  return sheet(around, name, parts, [`Coverage is of ${percentTick(view.level)} intervals.`, ...notes]);
}

/** Where the color is strongest: one wild square shall not leave all others pale, its number says the rest. */
function farthestOf(tiles: readonly Tile[], measure: string): number {
  return reachOf(tiles.flatMap(({ row, off }) => (row.measure === measure ? [off] : [])));
}

function placed(view: View, measure: string, x: Axis, y: Axis): readonly Placed[] {
  const cells = new Map(view.data.cells.map((cell) => [cell.key, cell]));
  const arms = new Map(view.data.arms.map((arm) => [arm.label, arm]));
  const nominal = measure === 'coverage' ? view.level : 0;
  return scored(view, measure, measure === 'coverage' ? view.level : null).flatMap((row) => {
    const cell = cells.get(row.cell);
    const arm = arms.get(row.arm);
    if (cell === undefined || arm === undefined) return [];
    const place = { x: x.of(cell, arm), y: y.of(cell, arm) };
    if (place.x === undefined || place.y === undefined) return [];
    return [{ row, x: place.x, y: place.y, off: row.value - nominal, rest: restOf(cell, arm, [x, y]) }];
  });
}

/** What is left of arm and cell when both axes are taken away. */
function restOf(cell: Cell, arm: Arm, axes: readonly [Axis, Axis]): string {
  const taken = (kind: Axis['kind'], name: string) => axes.some((axis) => axis.kind === kind && axis.name === name);
  const left = (kind: Axis['kind'], values: Readonly<Record<string, number | string>>) =>
    Object.entries(values)
      .filter(([name]) => !taken(kind, name))
      .map(([name, value]) => `${name} ${value}`);
  const swept = axes.some(({ kind }) => kind === 'setting');
  return [
    ...(swept ? [arm.family, ...left('setting', arm.swept)] : [arm.label]),
    cell.scenario,
    ...(taken('weeks', 'weeks') ? [] : [`${cell.periods} weeks`]),
    ...left('dial', cell.dials),
  ].join(' · ');
}
