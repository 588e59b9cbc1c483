import * as Plot from '@observablehq/plot';
import type { WorldFacts } from '../data/types.ts';
import type { Surroundings } from '../figures/figure.ts';
import { ramp } from './palette.ts';
import { currentTheme } from './theme.ts';

type Point = { readonly t: number; readonly part: string; readonly value: number };

const REST = 'all else';

/** Bands that add up to the outcome. */
export function drawContributions({ series }: WorldFacts, { document, width, ink }: Surroundings): HTMLElement {
  const { outcome, contributions } = series;
  const rest = outcome.map((y, t) => contributions.reduce((left, { values }) => left - (values[t] ?? 0), y));
  const parts = [{ channel: REST, values: rest }, ...contributions];
  const points: readonly Point[] = parts.flatMap(({ channel, values }) =>
    values.map((value, t) => ({ t, part: channel, value })),
  );
  const names = parts.map(({ channel }) => channel);
  const colors = [ink.grid, ...ramp(contributions.length, currentTheme())];
  const edge = outcome.map((value, t) => ({ t, value }));
  const chart = Plot.plot({
    ...{ document, width, height: Math.min(360, 180 + 0.2 * width), marginLeft: 64, marginTop: 12, marginBottom: 36 },
    style: { fontSize: '12px', color: ink.text, background: 'none' },
    x: { label: 'period', labelAnchor: 'center', labelArrow: 'none', domain: [0, Math.max(1, outcome.length - 1)] },
    y: { label: 'outcome', labelAnchor: 'center', labelArrow: 'none', zero: true, nice: true, ticks: 5 },
    color: { domain: names, range: colors },
    marks: [
      Plot.areaY(
        points,
        Plot.stackY({ order: names }, { x: 't', y: 'value', fill: 'part', stroke: ink.surface, strokeWidth: 0.4 }),
      ),
      Plot.lineY(edge, { x: 't', y: 'value', stroke: ink.text, strokeWidth: 1.1 }),
      Plot.ruleY([0], { stroke: ink.muted }),
      Plot.tip(
        edge,
        Plot.pointerX({
          x: 't',
          y: 'value',
          fill: ink.surface,
          stroke: ink.muted,
          title: ({ t }: Point) => tipText(parts, t, outcome[t]!),
        }),
      ),
    ],
  });
  const figure = document.createElement('div');
  figure.append(key(document, names, colors), chart);
  return figure;
}

const tipText = (
  parts: readonly { readonly channel: string; readonly values: readonly number[] }[],
  t: number,
  y: number,
): string =>
  [
    `period ${t}: outcome ${y.toPrecision(4)}`,
    ...parts.map(({ channel, values }) => `${channel} ${(values[t] ?? 0).toPrecision(3)}`),
  ].join('\n');

function key(document: Document, names: readonly string[], colors: readonly string[]): HTMLElement {
  const list = document.createElement('div');
  list.className = 'legend';
  for (const [i, name] of names.entries()) {
    const item = document.createElement('span');
    const swatch = document.createElement('i');
    swatch.style.background = colors[i]!;
    item.append(swatch, name);
    list.append(item);
  }
  return list;
}

/** One strip a channel, each from zero on its own scale. */
export function drawSpend({ series }: WorldFacts, { document, width, ink }: Surroundings): HTMLElement {
  const figure = document.createElement('div');
  const last = series.spend.length - 1;
  for (const [i, { channel, values }] of series.spend.entries()) {
    const points = values.map((value, t) => ({ t, value }));
    const strip = Plot.plot({
      ...{
        document,
        width,
        height: i === last ? 104 : 76,
        marginLeft: 64,
        marginTop: 20,
        marginBottom: i === last ? 34 : 6,
      },
      style: { fontSize: '12px', color: ink.text, background: 'none' },
      x: {
        label: 'period',
        labelAnchor: 'center',
        labelArrow: 'none',
        axis: i === last ? 'bottom' : null,
        domain: [0, Math.max(1, values.length - 1)],
      },
      y: { label: null, zero: true, nice: true, ticks: 2 },
      marks: [
        Plot.ruleY([0], { stroke: ink.muted }),
        Plot.areaY(points, { x: 't', y: 'value', fill: ink.accent, fillOpacity: 0.25 }),
        Plot.lineY(points, { x: 't', y: 'value', stroke: ink.accent, strokeWidth: 1.25 }),
        Plot.text([channel], {
          text: (name: string) => name,
          frameAnchor: 'top-left',
          dy: -16,
          fontWeight: 600,
          fill: ink.text,
        }),
        Plot.tip(
          points,
          Plot.pointerX({
            x: 't',
            y: 'value',
            fill: ink.surface,
            stroke: ink.muted,
            title: ({ t, value }: { t: number; value: number }) =>
              `${channel}, period ${t}\nspend ${value.toPrecision(4)}`,
          }),
        ),
      ],
    });
    figure.append(strip);
  }
  return figure;
}
