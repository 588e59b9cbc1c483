import * as Plot from '@observablehq/plot';
import { formatScore } from '../../../score/format.ts';
import { percent } from '../../data/percent.ts';
import type { Surroundings } from '../figure.ts';
import { facet, grid, layout, type Panel, type Place } from './grid.ts';
import { axisX, axisY, tipStyle } from './marks.ts';
import { channelName, shorten } from './names.ts';
import type { Pair, PairPanel } from './pairs.ts';
import { clamp, spanOf, symmetricTicks } from './scatter.ts';
import { characterWidth, type Part } from './sheet.ts';
import { percentTick } from './words.ts';

type Dot = Place & { readonly pair: Pair; readonly x: number; readonly y: number; readonly moved: boolean };

/** Square panels of one cell, all to one scale on both axes. */
export function pairPlot(
  around: Surroundings,
  cell: string,
  panels: readonly PairPanel[],
  most: number,
): Part & { readonly moved: number } {
  const { ink } = around;
  const span = spanOf(panels.flatMap(({ rows }) => rows.flatMap(({ error, other }) => [error, other.error])));
  const side = { marginLeft: 52, leastWidth: 138, mostWidth: 190, most };
  const { panelWidth } = layout(around, side);
  const characters = Math.floor(panelWidth / characterWidth);
  const dotOf = (pair: Pair, { column, line }: Place): Dot => {
    const x = clamp(pair.error, -span, span);
    const y = clamp(pair.other.error, -span, span);
    return { pair, x, y, moved: x !== pair.error || y !== pair.other.error, column, line };
  };
  const domain = [-span, span];
  const ticks = symmetricTicks(span);
  const options = { panelHeight: panelWidth, ...side, x: { domain, inset: 5 }, y: { domain, inset: 5 } };
  const titled = panels.map((panel) => ({ ...panel, title: titleOf(panel, characters) }));
  const plot = grid(around, titled, options, (placed: readonly (Panel<Pair> & Place)[]) => {
    const diagonals = placed.map(({ column, line }) => ({ column, line, low: -span, high: span }));
    const line = { ...facet, x1: 'low', x2: 'high', stroke: ink.text };
    return [
      ...axisX(around, { tickFormat: percentTick, ticks }),
      ...axisY(around, { tickFormat: percentTick, ticks }),
      Plot.link(diagonals, { ...line, y1: 'low', y2: 'high' }),
      Plot.link(diagonals, { ...line, y1: 'high', y2: 'low', strokeDasharray: '2 3', stroke: ink.muted }),
      Plot.dot(
        placed.flatMap((panel) => panel.rows.map((pair) => dotOf(pair, panel))),
        {
          ...facet,
          ...{ x: 'x', y: 'y', r: 2, fillOpacity: 0.5, strokeWidth: 0.8 },
          symbol: ({ moved }: Dot) => (moved ? 'times' : 'circle'),
          fill: ({ pair }: Dot) => around.color(pair.row.arm),
          stroke: ({ pair }: Dot) => around.color(pair.row.arm),
          title: ({ pair }: Dot) => tip(pair),
          tip: tipStyle(around),
        },
      ),
    ];
  });
  const dots = panels.flatMap(({ rows }) => rows.map((pair) => dotOf(pair, { column: 0, line: 0 })));
  const unit = 'across: error of the first; up: of the second';
  return { title: cell, unit, plot, moved: dots.filter(({ moved }) => moved).length };
}

/** Both names in one line, and the share in another. */
function titleOf({ a, b, closer, mcse }: PairPanel, characters: number): string {
  const both = characters - 2;
  const half = Math.max(6, Math.floor(both / 2));
  // a short name leaves its room to the other
  const first = shorten(a, Math.max(half, both - b.length));
  return `${first}, ${shorten(b, Math.max(half, both - first.length))}\nfirst closer: ${percent(closer, mcse)}`;
}

function tip({ row, other }: Pair): string {
  const own = (one: Pick<Pair, 'row'>) => `${one.row.arm} ${formatScore(one.row.point, one.row.se)}`;
  const truth = `truth ${formatScore(row.truth, null)}`;
  const where = `${row.cell} · ${channelName(row.channel)} · ${row.estimand}, replicate ${row.replicate}`;
  return `${where}\n${own({ row })}\n${own(other)} (SE)\n${truth}`;
}
