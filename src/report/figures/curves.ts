import type { Figure, Surroundings, View } from './figure.ts';
import { curvePlot } from './shared/curvePlot.ts';
import { type CurveFact, facts } from './shared/facts.ts';
import { mostPanels } from './shared/grid.ts';
import { limitPanels } from './shared/limit.ts';
import { cellNames } from './shared/names.ts';
import { sheet } from './shared/sheet.ts';
import { type Column, tableOf } from './shared/table.ts';

/** Response to spend: as the world has it and as an arm estimates it from one replicate. */
export const curves: Figure = {
  id: 'curves',
  title: 'True and estimated response curves',
  caption:
    'Outcome a period in the long run at constant spend, on replicate 0: the solid dark line is the truth, the dashed line the estimate, the band its interval. A curve may be right at the spend that was seen and wrong where a plan would go: look at the right end.',
  absent: (data) =>
    data.posteriors.some(({ channels }) => channels.some(({ curve }) => curve !== null))
      ? null
      : 'no arm of this study estimates a response curve',
  table: (view) => tableOf(columns, factsOf(view).flatMap(pointsOf)),
  draw,
};

type CurvePoint = CurveFact & { readonly i: number };
const pointsOf = (fact: CurveFact): readonly CurvePoint[] => fact.curve.spend.map((_, i) => ({ ...fact, i }));

const columns: readonly Column<CurvePoint>[] = [
  { key: 'cell', title: 'cell', of: ({ cell }) => cell },
  { key: 'arm', title: 'arm', of: ({ arm }) => arm },
  { key: 'replicate', title: 'replicate', of: ({ replicate }) => replicate, numeric: true },
  { key: 'channel', title: 'channel', of: ({ channel }) => channel },
  { key: 'spend', title: 'spend a period', of: ({ curve, i }) => curve.spend[i] ?? null, numeric: true },
  { key: 'truth', title: 'true outcome', of: ({ curve, i }) => curve.truth[i] ?? null, numeric: true },
  { key: 'estimate', title: 'estimated outcome', of: ({ curve, i }) => curve.estimate?.[i] ?? null, numeric: true },
  { key: 'lower', title: 'lower', of: ({ curve, i }) => curve.lower?.[i] ?? null, numeric: true },
  { key: 'upper', title: 'upper', of: ({ curve, i }) => curve.upper?.[i] ?? null, numeric: true },
];

function factsOf(view: View): readonly CurveFact[] {
  return facts(view).flatMap((fact) => (fact.curve === null ? [] : [{ ...fact, curve: fact.curve }]));
}

function draw(view: View, around: Surroundings): SVGElement | null {
  const nameOf = cellNames(view.data);
  const byPlace = new Map<string, CurveFact[]>();
  // one curve a channel, whatever the estimands
  const seen = new Set<string>();
  for (const fact of factsOf(view)) {
    const key = JSON.stringify([fact.cell, fact.arm, fact.channel]);
    if (seen.has(key)) continue;
    seen.add(key);
    const place = `${fact.channel} · ${nameOf(fact.cell)}`;
    byPlace.set(place, [...(byPlace.get(place) ?? []), fact]);
  }
  const groups = [...byPlace].map(([title, own]) => ({
    title,
    panels: own.map((fact) => ({ title: fact.arm, rows: [fact] })),
  }));
  const { shown, notes } = limitPanels(groups, 40);
  const most = mostPanels(shown);
  const parts = shown.map(({ title, panels }) => ({
    title,
    unit: 'up: outcome a period; across: spend a period; solid: truth; dashed: estimate',
    plot: curvePlot(around, panels, most),
  }));
  return sheet(around, curves.title, parts, notes);
}
