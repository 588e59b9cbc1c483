import * as Plot from '@observablehq/plot';
import { exp, log } from '../../../core/math.ts';
import type { Surroundings } from '../figure.ts';
import { facet, type Panel, type Place } from './grid.ts';
import { groupBy } from './group.ts';
import type { LogAxis } from './logAxis.ts';
import { shorten } from './names.ts';
import { ends, type Scored } from './rows.ts';
import { characterWidth } from './sheet.ts';
import { spread } from './spread.ts';

/** A point of an arm's line over sample sizes. */
export type RatePoint = Place & {
  readonly row: Scored;
  /** of the line */
  readonly key: string;
  readonly x: number;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly color: string;
  readonly fill: string;
};

/** Points by line, in order of sample size. An interval that reaches 0 ends at the foot of the axis. */
export function linesOf(
  { rows, column, line }: Panel<Scored> & Place,
  around: Surroundings,
  y: LogAxis,
  xOf: (row: Scored) => number,
): readonly RatePoint[] {
  const within = (value: number) => Math.max(y.low, Math.min(y.high, value));
  return rows
    .toSorted((a, b) => a.periods - b.periods)
    .map((row) => {
      const [lower, upper] = ends(row);
      const { value, arm } = row;
      const color = around.color(arm);
      const fill = row.target === 'off' ? around.ink.surface : color;
      const key = JSON.stringify([column, line, arm]);
      return { row, key, x: xOf(row), value, lower: within(lower), upper: within(upper), color, fill, column, line };
    });
}

/** Names at the ends of the lines, moved apart where they would meet, with a hair to the line they name. */
export function endLabels(
  points: readonly RatePoint[],
  around: Surroundings,
  { x, y, panelWidth }: { readonly x: LogAxis; readonly y: LogAxis; readonly panelWidth: number },
): readonly Plot.Markish[] {
  const right = points.reduce((most, point) => Math.max(most, x.toPx(point.x)), 0) + 12;
  const characters = Math.max(6, Math.floor((panelWidth - right - 3) / characterWidth));
  const ends = [...groupBy(points, ({ key }) => key).values()].map((line) => line.at(-1)!);
  const labels = [...groupBy(ends, ({ column, line }) => `${column} ${line}`).values()].flatMap((own) => {
    const heights = spread(
      own.map(({ value }) => y.toPx(value)),
      12,
      0,
      y.toPx(y.high),
    );
    return own.map((end, i) => ({ ...end, labelX: x.fromPx(right), labelY: y.fromPx(heights[i]!) }));
  });
  const hair = { x1: 'x', y1: 'value', x2: 'labelX', y2: 'labelY', stroke: around.ink.muted, strokeWidth: 0.5 };
  return [
    Plot.link(labels, { ...facet, ...hair }),
    Plot.text(labels, {
      ...facet,
      ...{ x: 'labelX', y: 'labelY', dx: 3, textAnchor: 'start', fill: around.ink.text },
      text: ({ row }: RatePoint) => shorten(row.arm, characters),
    }),
  ];
}

/** Parallel lines of slope −1/2, a factor of 2 apart: any of them may be compared with. */
export function guides(
  { ink }: Surroundings,
  places: readonly Place[],
  x: LogAxis,
  y: LogAxis,
): readonly Plot.Markish[] {
  const width = log(x.high / x.low);
  const rise = exp(width / 2);
  const lines: { x1: number; y1: number; x2: number; y2: number }[] = [];
  for (let start = y.high * rise; start > y.low; start /= 2) {
    // from where the line comes down into the axes to where it leaves them
    const enters = start > y.high ? 2 * log(start / y.high) : 0;
    const leaves = Math.min(width, 2 * log(start / y.low));
    if (leaves <= enters) continue;
    lines.push({ ...corner(1, start, enters, x), ...corner(2, start, leaves, x) } as (typeof lines)[number]);
  }
  const rows = places.flatMap(({ column, line }) => lines.map((own) => ({ ...own, column, line })));
  return [
    Plot.link(rows, {
      ...facet,
      x1: 'x1',
      y1: 'y1',
      x2: 'x2',
      y2: 'y2',
      stroke: ink.muted,
      strokeOpacity: 0.45,
      strokeDasharray: '3 4',
    }),
  ];
}

function corner(end: 1 | 2, start: number, along: number, x: LogAxis): Record<string, number> {
  return { [`x${end}`]: x.low * exp(along), [`y${end}`]: start * exp(-along / 2) };
}
