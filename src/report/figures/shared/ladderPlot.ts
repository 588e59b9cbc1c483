import * as Plot from '@observablehq/plot';
import type { Surroundings } from '../figure.ts';
import { facet, grid, mostPanels, type Panel, type Place } from './grid.ts';
import { type Ladder, labelRoom, type Rung } from './ladder.ts';
import { axisX, type Bracket, brackets, tipStyle } from './marks.ts';
import { plain } from './words.ts';

/** px of a rung */
const rungHeight = 15;

export type LadderOptions = {
  readonly domain: readonly [number, number];
  /** what the eye compares with: 0, or the nominal level */
  readonly reference: number;
  /** draw a stem from the reference to the value? */
  readonly stems: boolean;
  readonly tickFormat: (value: number) => string;
  readonly ticks: readonly number[];
  readonly tip: (rung: Rung) => string;
  readonly shown: (rung: Rung) => string;
  /** drawn below the rungs; panels come in the order of the ladder */
  readonly behind?: (places: readonly Place[]) => readonly Plot.Markish[];
};

type Placed = Rung & Place & Bracket & { readonly from: number; readonly at: number; readonly fill: string };

/** The panels of one world: intervals with their values, names of arms and sample sizes at the left. A value beyond the
 *  axis stands at its end as an arrow and a number. */
export function ladderPlot(
  around: Surroundings,
  ladder: Ladder,
  all: readonly Ladder[],
  options: LadderOptions,
): SVGElement {
  const { domain, reference } = options;
  const room = labelRoom(around, all);
  const { ink } = around;
  const marks = (placed: readonly (Panel<Rung> & Place)[]): readonly Plot.Markish[] => {
    const rungs = placed.flatMap(({ rows, column, line }) =>
      rows.map((rung) => at({ ...rung, column, line }, ink.surface, options)),
    );
    const inside = rungs.filter((rung) => rung.at === rung.row.value);
    return [
      ...axisX(around, { tickFormat: options.tickFormat, ticks: options.ticks }),
      ...(options.behind?.(placed) ?? []),
      Plot.ruleX([reference], { stroke: ink.text, strokeWidth: 1.2 }),
      labels(ladder.sizes, { tickPadding: 4, color: ink.muted }),
      labels(
        ladder.arms.map(({ y, label }) => ({ y, label: room.shown(label) })),
        { tickPadding: room.sizes, color: ink.text },
      ),
      ...(options.stems
        ? [
            Plot.ruleY(rungs, {
              ...{ ...facet, x1: 'from', x2: 'at', y: 'y' },
              ...{ stroke: 'color', strokeWidth: 2.5, strokeOpacity: 0.45 },
            }),
          ]
        : []),
      ...brackets(rungs.filter((rung) => rung.lower < rung.upper)),
      Plot.dot(inside, {
        ...facet,
        x: 'at',
        y: 'y',
        r: 4,
        symbol: (rung: Placed) => rung.symbol,
        fill: 'fill',
        stroke: 'color',
        strokeWidth: 1.5,
        title: options.tip,
        tip: tipStyle(around),
      }),
      ...beyond(
        rungs.filter((rung) => rung.at !== rung.row.value),
        around,
        options,
      ),
    ];
  };
  return grid(
    around,
    ladder.panels,
    {
      panelHeight: Math.ceil((ladder.rungs + 0.6) * rungHeight),
      leastWidth: 155,
      mostWidth: 420,
      most: mostPanels(all),
      marginLeft: room.marginLeft,
      x: { domain: [...domain], inset: 7 },
      y: { domain: [-0.8, ladder.rungs - 0.2], reverse: true },
    },
    marks,
  );
}

function at(rung: Rung & Place, surface: string, { domain, reference }: LadderOptions): Placed {
  const [low, high] = domain;
  const within = (x: number) => Math.max(low, Math.min(high, x));
  const outside = rung.row.value < low || rung.row.value > high;
  // a value beyond has its number in words, error and all
  const [lower, upper] = outside ? [within(rung.row.value), within(rung.row.value)] : [rung.lower, rung.upper];
  return {
    ...rung,
    lower: within(lower),
    upper: within(upper),
    cutLower: lower < low,
    cutUpper: upper > high,
    from: reference,
    at: within(rung.row.value),
    fill: rung.off ? surface : rung.color,
  };
}

/** Values that the axis does not reach: which way, and how much. */
function beyond(rungs: readonly Placed[], around: Surroundings, options: LadderOptions): readonly Plot.Markish[] {
  const side = (right: boolean) =>
    Plot.text(
      rungs.filter((rung) => rung.row.value > rung.at === right),
      {
        ...facet,
        x: 'at',
        y: 'y',
        text: (rung: Placed) => (right ? `${options.shown(rung)} ▶` : `◀ ${options.shown(rung)}`),
        textAnchor: right ? 'end' : 'start',
        fill: around.ink.text,
        stroke: around.ink.surface,
        strokeWidth: 4,
        title: options.tip,
        tip: tipStyle(around),
      },
    );
  return [side(true), side(false)];
}

function labels(
  rows: readonly { readonly y: number; readonly label: string }[],
  style: { tickPadding: number; color: string },
) {
  const of = new Map(rows.map(({ y, label }) => [y, label]));
  return Plot.axisY({
    ...style,
    ticks: rows.map(({ y }) => y),
    tickFormat: (y: number) => of.get(y) ?? plain(y),
    tickSize: 0,
    label: null,
  });
}
