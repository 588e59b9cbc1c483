import * as Plot from '@observablehq/plot';
import type { Endpoint } from '../../../compare/types.ts';
import type { Surroundings } from '../../figures/figure.ts';
import { axisX, brackets, tipStyle } from '../../figures/shared/marks.ts';
import { shorten } from '../../figures/shared/names.ts';
import { characterWidth, sheet } from '../../figures/shared/sheet.ts';
import { plain } from '../../figures/shared/words.ts';
import { countsOf, type Label, labelsOf, type Row, rowOf, tipOf, valuesOf } from './forestRows.ts';
import { type ForestPanel, forestPanels } from './panels.ts';

/** px: below this the names stand above their intervals, not beside them */
const WIDE = 680;
/** px for `12.3 % → 20.4 %` and for `n (needs)` */
const [VALUES, COUNTS] = [138, 118];

/** Changes with their bounds against the margin, a panel a measure.
 *  @param most endpoints of a panel
 *  @returns null where there is nothing to draw */
export function drawForest(
  name: string,
  endpoints: readonly Endpoint[],
  around: Surroundings,
  most: number,
): SVGElement | null {
  const { panels, left } = forestPanels(endpoints, most);
  const label = labelsOf(endpoints);
  const longest = Math.max(0, ...panels.flatMap((panel) => panel.endpoints.map((one) => label(one).length)));
  const parts = panels.map((panel) => ({
    title: panel.title,
    unit: panel.unit,
    plot: panelPlot(panel, around, label, longest),
  }));
  const more = `${left} more, none of them worse than those drawn, are in the table.`;
  return sheet(around, name, parts, left > 0 ? [more] : []);
}

/** Keeps words readable where lines run beneath them. */
const halo = ({ ink }: Surroundings) => ({ stroke: ink.surface, strokeWidth: 3, strokeOpacity: 0.8 });

function panelPlot(panel: ForestPanel, around: Surroundings, label: Label, longest: number): SVGElement {
  const { domain, zone, none, endpoints } = panel;
  const { ink, width } = around;
  const isWide = width >= WIDE;
  const rowHeight = isWide ? 24 : 44;
  const marginLeft = isWide ? Math.min(0.34 * width, characterWidth * longest + 16) : 12;
  const marginRight = isWide ? VALUES + COUNTS : 16;
  const marginTop = isWide ? 22 : 4;
  const rows = endpoints.map((endpoint, i) => rowOf(endpoint, label(endpoint), i, panel, around));
  const frame = { fx: null, fy: null, y: 'y' } as const;
  const name = isWide
    ? { ...frame, frameAnchor: 'left', dx: -marginLeft, textAnchor: 'start' }
    : { ...frame, frameAnchor: 'left', dx: -6, dy: -17, textAnchor: 'start' };
  const characters = (isWide ? marginLeft - 10 : width - 128) / characterWidth;
  const right = (dx: number, text: (row: Row) => string) =>
    Plot.text(rows, {
      ...{ ...frame, frameAnchor: 'right', textAnchor: 'end', dx, dy: isWide ? 0 : -17, text },
      ...{ ...halo(around), fill: ink.text },
    } as Plot.TextOptions);
  const head = (dx: number, text: string) =>
    Plot.text([text], { frameAnchor: 'top-right', textAnchor: 'end', dx, dy: -16, fill: ink.muted });
  const inside = rows.filter((row) => row.at === row.endpoint.change);
  return Plot.plot({
    document: around.document,
    ...{ width, marginLeft, marginRight, marginTop, marginBottom: 24 },
    height: marginTop + rows.length * rowHeight + 24,
    style: { fontSize: '11px', color: ink.text, background: 'none', fontVariantNumeric: 'tabular-nums' } as never,
    x: { domain: [...domain], axis: null, inset: 2 },
    y: { domain: [-0.5, rows.length - 0.5], reverse: true, axis: null },
    fx: { axis: null, domain: [0], padding: 0 },
    fy: { axis: null, domain: [0], padding: 0 },
    color: { type: 'identity' },
    marks: [
      Plot.rectX([zone], { x1: zone[0], x2: zone[1], fill: ink.accent, fillOpacity: 0.11 }),
      ...axisX(around, {
        ticks: Math.max(3, Math.floor((width - marginLeft - marginRight) / 90)),
        tickFormat: tickOf(panel),
      }),
      ...zone
        .filter((end) => end > domain[0] && end < domain[1])
        .map((end) => Plot.ruleX([end], { stroke: ink.accent, strokeDasharray: '3,3' })),
      Plot.ruleX([none], { stroke: ink.text, strokeWidth: 1.2 }),
      ...brackets(rows),
      Plot.dot(inside, {
        ...{ fx: 'column', fy: 'line', x: 'at', y: 'y', r: 4.5, symbol: (row: Row) => row.symbol },
        ...{ fill: 'color', stroke: ink.surface, strokeWidth: 1 },
        ...{ title: tipOf, tip: tipStyle(around) },
      } as Plot.DotOptions),
      Plot.text(rows, {
        ...name,
        text: (row: Row) => shorten(row.label, Math.max(8, Math.floor(characters))),
        ...{ ...halo(around), fill: ink.text, title: (row: Row) => row.label },
      } as Plot.TextOptions),
      ...(isWide
        ? [
            head(VALUES - 8, 'baseline → candidate'),
            head(VALUES + COUNTS - 4, 'n (needed)'),
            right(VALUES - 8, valuesOf),
            right(VALUES + COUNTS - 4, countsOf),
          ]
        : [right(6, valuesOf)]),
    ],
  }) as SVGElement;
}

const tickOf =
  ({ endpoints: [first] }: ForestPanel) =>
  (value: number): string =>
    first!.measure === 'rmse_ratio' ? plain(value) : plain(100 * value);
