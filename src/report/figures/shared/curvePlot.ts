import * as Plot from '@observablehq/plot';
import { formatScore } from '../../../score/format.ts';
import type { Surroundings } from '../figure.ts';
import type { CurveFact } from './facts.ts';
import { facet, grid, type Panel, type Place } from './grid.ts';
import { axisX, axisY, tipStyle } from './marks.ts';
import { isFiniteNumber } from './rows.ts';
import { characterWidth } from './sheet.ts';
import { plain } from './words.ts';

type CurvePoint = Place & {
  readonly arm: string;
  readonly color: string;
  readonly spend: number;
  readonly truth: number;
  readonly estimate: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
};

/** A curve a panel, all of one channel and to one scale. */
export function curvePlot(around: Surroundings, panels: readonly Panel<CurveFact>[], most: number): SVGElement {
  const { ink } = around;
  const all = panels.flatMap((panel) => pointsOf({ ...panel, column: 0, line: 0 }, around));
  const heights = all.flatMap(({ truth, estimate, lower, upper }) =>
    [truth, estimate, lower, upper].filter(isFiniteNumber),
  );
  const top = heights.reduce((high, value) => Math.max(high, value), 0);
  const foot = heights.reduce((low, value) => Math.min(low, value), 0);
  const right = all.reduce((high, { spend }) => Math.max(high, spend), 0);
  const widest = [top, foot, top / 3].reduce((longest, value) => Math.max(longest, plain(value).length), 3);
  const options = {
    ...{ panelHeight: 150, leastWidth: 170, mostWidth: 320, most, marginLeft: 14 + characterWidth * widest },
    x: { domain: [0, right > 1e-9 ? right : 1] },
    y: { domain: [foot, top - foot > 1e-9 ? top : foot + 1], nice: true },
  };
  return grid(around, panels, options, (placed) => {
    const points = placed.flatMap((panel) => pointsOf(panel, around));
    const estimated = points.filter(({ estimate }) => isFiniteNumber(estimate));
    const banded = points.filter(({ lower, upper }) => isFiniteNumber(lower) && isFiniteNumber(upper));
    const own = { ...facet, x: 'spend' };
    return [
      ...axisX(around, { ticks: 3, tickFormat: plain }),
      ...axisY(around, { ticks: 4, tickFormat: plain }),
      Plot.areaY(banded, { ...own, y1: 'lower', y2: 'upper', fill: 'color', z: 'arm', fillOpacity: 0.22 }),
      Plot.line(points, { ...own, y: 'truth', z: 'arm', stroke: ink.text, strokeWidth: 1.6 }),
      Plot.line(estimated, {
        ...own,
        y: 'estimate',
        z: 'arm',
        stroke: 'color',
        strokeWidth: 2,
        strokeDasharray: '6 3',
      }),
      Plot.tip(points, Plot.pointerX({ ...own, y: 'truth', title: tip, ...tipStyle(around) } as Plot.TipOptions)),
    ];
  });
}

function pointsOf({ rows, column, line }: Panel<CurveFact> & Place, around: Surroundings): readonly CurvePoint[] {
  return rows.flatMap(({ arm, curve }) =>
    curve.spend.flatMap((spend, i): readonly CurvePoint[] => {
      const truth = curve.truth[i];
      if (!isFiniteNumber(spend) || !isFiniteNumber(truth)) return [];
      const at = (values: readonly number[] | null) => values?.[i] ?? null;
      const fitted = { estimate: at(curve.estimate), lower: at(curve.lower), upper: at(curve.upper) };
      return [{ arm, color: around.color(arm), spend, truth, ...fitted, column, line }];
    }),
  );
}

function tip({ arm, spend, truth, estimate, lower, upper }: CurvePoint): string {
  const number = (value: number | null) => formatScore(value, null);
  const band = lower === null || upper === null ? '' : ` [${number(lower)}, ${number(upper)}]`;
  return `${arm} at spend ${number(spend)}\ntruth ${number(truth)}\nestimate ${number(estimate)}${band}`;
}
