import * as Plot from '@observablehq/plot';
import { formatScore } from '../../../score/format.ts';
import type { Surroundings } from '../figure.ts';
import { symbolNamed } from './arms.ts';
import type { Fact } from './facts.ts';
import { facet, grid, type Panel, type Place } from './grid.ts';
import { axisX, tipStyle } from './marks.ts';
import { isFiniteNumber } from './rows.ts';
import { plain } from './words.ts';

type DensityPoint = Place & {
  readonly arm: string;
  readonly color: string;
  readonly x: number;
  readonly density: number;
};

/** A density below this share of the highest is not worth axis */
const visible = 0.004;

/** Densities of one effect, a panel an arm, to one scale across. */
export function densityPlot(around: Surroundings, panels: readonly Panel<Fact>[], most: number): SVGElement {
  const { ink } = around;
  const all = panels.flatMap(({ rows }) => rows);
  const [left, right] = domainOf(all);
  const top = all.reduce((high, fact) => Math.max(high, ...[fact.prior, fact.posterior].map(peakOf)), 0);
  const height = top > 0 ? top : 1;
  const options = {
    ...{ panelHeight: top > 0 ? 110 : 40, leastWidth: 150, mostWidth: 300, most, marginLeft: 20 },
    x: { domain: [left, right], inset: 6 },
    // below the foot is room for the bar
    y: { domain: [top > 0 ? -0.2 * height : -0.5 * height, height * 1.02] },
  };
  const bar = top > 0 ? -0.11 * height : 0.2 * height;
  return grid(around, panels, options, (placed) => {
    const density = (which: 'prior' | 'posterior') =>
      placed.flatMap((panel) => pointsOf(panel, around, which, [left, right]));
    const rows = placed.flatMap(({ rows, column, line }) =>
      rows.map((fact) => ({
        ...{ fact, column, line, color: around.color(fact.arm), bar, foot: options.y.domain[0], height },
        ...{ truth: fact.truth, point: fact.point, lower: fact.interval?.lower, upper: fact.interval?.upper },
      })),
    );
    const curve = { ...facet, x: 'x', y: 'density', z: 'arm' };
    const shown = <Row extends { readonly [key in Key]?: unknown }, Key extends string>(
      from: readonly Row[],
      ...keys: Key[]
    ) => from.filter((row) => keys.every((key) => isFiniteNumber(row[key] as number | null)));
    return [
      ...axisX(around, { ticks: 4, tickFormat: plain }),
      Plot.areaY(density('posterior'), { ...curve, fill: 'color', fillOpacity: 0.3 }),
      Plot.line(density('posterior'), { ...curve, stroke: 'color', strokeWidth: 1.5 }),
      Plot.line(density('prior'), { ...curve, stroke: ink.muted, strokeDasharray: '5 3', strokeWidth: 1.5 }),
      Plot.ruleX(shown(rows, 'truth'), {
        ...facet,
        x: 'truth',
        y1: 'foot',
        y2: 'height',
        stroke: ink.text,
        strokeWidth: 1.5,
      }),
      Plot.ruleY(shown(rows, 'lower', 'upper'), {
        ...facet,
        x1: 'lower',
        x2: 'upper',
        y: 'bar',
        stroke: 'color',
        strokeWidth: 2.5,
      }),
      Plot.dot(shown(rows, 'point'), {
        ...facet,
        ...{ x: 'point', y: 'bar', r: 4, fill: 'color', stroke: ink.surface },
        symbol: ({ fact }: { fact: Fact }) => symbolNamed(around.symbol(fact.arm)),
        title: ({ fact }: { fact: Fact }) => tip(fact),
        tip: tipStyle(around),
      }),
    ];
  });
}

/** Everything that is drawn: truths, points, intervals, and densities as far as they can be seen. */
function domainOf(facts: readonly Fact[]): readonly [number, number] {
  const values = facts.flatMap(({ truth, point, interval, grid: xs, prior, posterior }) => [
    ...[truth, point, interval?.lower, interval?.upper],
    ...[prior, posterior].flatMap((density) => xs.filter((_, i) => (density?.[i] ?? 0) > visible * peakOf(density))),
  ]);
  const finite = values.filter(isFiniteNumber);
  const low = finite.reduce((a, b) => Math.min(a, b), finite[0] ?? 0);
  const high = finite.reduce((a, b) => Math.max(a, b), finite[0] ?? 1);
  // what rounding leaves between two numbers is no axis
  return high - low > 1e-9 * (1 + Math.abs(low) + Math.abs(high)) ? [low, high] : [low - 0.5, high + 0.5];
}

function peakOf(density: readonly number[] | null): number {
  return density === null ? 0 : density.filter(isFiniteNumber).reduce((high, value) => Math.max(high, value), 0);
}

function pointsOf(
  { rows, column, line }: Panel<Fact> & Place,
  around: Surroundings,
  which: 'prior' | 'posterior',
  [left, right]: readonly [number, number],
): readonly DensityPoint[] {
  return rows.flatMap((fact) =>
    fact.grid.flatMap((x, i): readonly DensityPoint[] => {
      const density = fact[which]?.[i];
      if (!isFiniteNumber(x) || !isFiniteNumber(density) || x < left || x > right) return [];
      return [{ arm: fact.arm, color: around.color(fact.arm), x, density, column, line }];
    }),
  );
}

function tip({ arm, cell, channel, estimand, truth, point, interval }: Fact): string {
  const number = (value: number) => formatScore(value, null);
  const ends =
    interval === null
      ? ''
      : `\n${100 * interval.level} % interval ${number(interval.lower)} to ${number(interval.upper)}`;
  return `${arm}\n${cell} · ${channel} · ${estimand}\nestimate ${number(point)}, truth ${number(truth)}${ends}`;
}
