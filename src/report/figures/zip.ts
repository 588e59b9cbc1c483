import * as Plot from '@observablehq/plot';
import type { Figure, Surroundings, View } from './figure.ts';
import { estimateColumns, estimateTip } from './shared/estimates.ts';
import { facet, grid, layout, mostPanels } from './shared/grid.ts';
import { limitPanels } from './shared/limit.ts';
import { axisX, axisY, tipStyle } from './shared/marks.ts';
import { clamp, spanOf, symmetricTicks } from './shared/scatter.ts';
import { segments } from './shared/segments.ts';
import { characterWidth, type Part, sheet } from './shared/sheet.ts';
import { type Column, tableOf } from './shared/table.ts';
import { percentTick } from './shared/words.ts';
import { type Tooth, type Zip, zips } from './shared/zip.ts';

/** All intervals of an arm in a cell, from the estimate nearest to the truth to the farthest. */
export const zip: Figure = {
  id: 'zip',
  title: 'Every interval: zip plot',
  caption:
    'Each line is one interval, each height a share of all: the estimates nearest to the truth, in standard errors, at the foot. Intervals that miss are dark with a dot at the estimate. The zip should open at the dashed line, the nominal level; the grey band is the 95 % Monte Carlo interval of where it opens (Wilson’s, each replicate counted once). Dots on one side only are bias; dots on both sides, far below the dashed line, are intervals too short.',
  absent: (data) =>
    data.estimates.some(({ lower, truth, point }) => truth !== null && point !== null && lower.some((x) => x !== null))
      ? null
      : 'no estimator of this study states an interval',
  table: (view) =>
    tableOf(
      columns,
      zips(view).flatMap(({ panels }) => panels.flatMap(({ rows }) => rows)),
    ),
  draw,
};

const columns: readonly Column<Tooth>[] = [
  ...estimateColumns,
  { key: 'covers', title: 'holds the truth', of: ({ covers }) => (covers ? 'yes' : 'no') },
  { key: 'relative_lower', title: '(lower − truth) / mean truth', of: ({ lower }) => lower, numeric: true },
  { key: 'relative_upper', title: '(upper − truth) / mean truth', of: ({ upper }) => upper, numeric: true },
  { key: 'distance', title: 'distance in SE', of: ({ distance }) => distance, numeric: true },
  { key: 'centile', title: 'centile', of: ({ centile }) => 100 * centile, numeric: true },
];

function draw(view: View, around: Surroundings): SVGElement | null {
  const { shown, notes } = limitPanels(zips(view), 12);
  const parts = shown.map(({ cell, panels }) => part(around, cell, panels, view.level, mostPanels(shown)));
  const isOff = shown.some(({ panels }) => panels.some(({ rows }) => rows[0]!.row.target === 'off'));
  const off = isOff ? ['Off target: the fit does not aim at this effect; it is expected to miss it.'] : [];
  return sheet(around, `${zip.title}, ${percentTick(view.level)} intervals`, parts, [...off, ...notes]);
}

/** The zips of one cell, all to one scale; what the axis does not reach is cut at its ends. */
function part(around: Surroundings, cell: string, panels: readonly Zip[], level: number, most: number): Part {
  const { ink } = around;
  const span = spanOf(panels.flatMap(({ rows }) => rows.flatMap(({ lower, upper }) => [lower, upper])));
  const within = (x: number) => clamp(x, -span, span);
  const line = (one: Tooth) => ({ x1: within(one.lower), y1: one.centile, x2: within(one.upper), y2: one.centile });
  const titled = panels.map((panel) => ({ ...panel, title: `${panel.title}\n${coverageOf(panel)}` }));
  const options = {
    ...{ panelHeight: 220, leastWidth: 125, mostWidth: 260, most, marginLeft: 44 },
    x: { domain: [-span, span], inset: 5 },
    y: { domain: [0, 1] },
  };
  const { panelWidth } = layout(around, options);
  const plot = grid(around, titled, options, (placed) => {
    const teeth = placed.flatMap(({ rows, column, line }) => rows.map((one) => ({ ...one, column, line })));
    const bands = placed.map(({ column, line }, i) => {
      const [low, high] = panels[i]!.interval;
      return { column, line, low, high, level };
    });
    const drawn = (covers: boolean) =>
      placed.map(({ rows, column, line: row, title }, i) => ({
        points: segments(rows.filter((one) => one.covers === covers).map(line)),
        place: { column, line: row },
        stroke: covers ? around.color(panels[i]!.arm) : ink.text,
        title,
      }));
    const lines = (covers: boolean) =>
      drawn(covers).map(({ points, place, stroke }) =>
        Plot.line(
          points.map((point) => ({ ...point, ...place })),
          { ...facet, x: 'x', y: 'y', stroke, strokeOpacity: covers ? 0.55 : 1, strokeWidth: covers ? 1 : 1.2 },
        ),
      );
    return [
      Plot.rect(bands, { ...facet, y1: 'low', y2: 'high', fill: ink.muted, fillOpacity: 0.22 }),
      ...axisX(around, { tickFormat: percentTick, ticks: ticksOf(span, panelWidth) }),
      ...axisY(around, { tickFormat: percentTick, ticks: [0, 0.25, 0.5, 0.75, 1], grid: false }),
      ...lines(true),
      ...lines(false),
      Plot.ruleX([0], { stroke: ink.text }),
      Plot.dot(
        teeth.filter(({ covers }) => !covers),
        { ...facet, x: (one: Tooth) => within(one.error), y: 'centile', r: 1.6, fill: ink.text },
      ),
      Plot.ruleY(bands, { ...facet, y: 'level', stroke: ink.text, strokeDasharray: '4 3' }),
      Plot.tip(
        teeth,
        Plot.pointer({
          ...facet,
          x: (one: Tooth) => within(one.error),
          y: 'centile',
          title: estimateTip,
          ...tipStyle(around),
        }),
      ),
    ];
  });
  const unit = 'across: error in percent of the mean truth; up: share of intervals that lie nearer';
  return { title: cell, unit, plot };
}

/** Labels that do not meet: where the round numbers stand close to 0, the line there says it. */
function ticksOf(span: number, panelWidth: number): readonly number[] {
  const ticks = symmetricTicks(span);
  const apart = (ticks.at(-1)! / span) * (panelWidth / 2);
  return apart < characterWidth * 7 ? ticks.filter((tick) => tick !== 0) : ticks;
}

/** @example coverageOf({ coverage: 0.9, interval: [0.86, 0.93], … }) // '90 % [86, 93]' */
function coverageOf({ coverage, interval: [low, high] }: Zip): string {
  const decimals = high - low < 0.05 ? 1 : 0;
  const percents = [coverage, low, high].map((share) => (100 * share).toFixed(decimals));
  return `${percents[0]} % [${percents[1]}, ${percents[2]}]`;
}
