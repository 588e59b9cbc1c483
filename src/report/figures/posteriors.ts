import { estimandName, estimandWords } from '../data/estimandName.ts';
import type { Figure, Surroundings, View } from './figure.ts';
import { densityPlot } from './shared/densityPlot.ts';
import { type Fact, facts } from './shared/facts.ts';
import { mostPanels } from './shared/grid.ts';
import { groupBy } from './shared/group.ts';
import { limitPanels } from './shared/limit.ts';
import { cellNames } from './shared/names.ts';
import { sheet } from './shared/sheet.ts';
import { type Column, tableOf } from './shared/table.ts';

/** What an arm believed before and after one replicate, beside what is so. */
export const posteriors: Figure = {
  id: 'posteriors',
  title: 'Posterior against prior against truth',
  caption:
    'On replicate 0: the dashed line is what the model believed of the effect before the data, the filled shape what it believes after, the vertical line the truth; the bar is the interval with its point. A posterior that is hardly narrower than its prior has learned little; a narrow one away from the line is sure and wrong.',
  absent: (data) => (data.posteriors.length > 0 ? null : 'no fit of this study was made again for the page'),
  table: (view) => tableOf(columns, facts(view)),
  draw,
};

const columns: readonly Column<Fact>[] = [
  { key: 'cell', title: 'cell', of: ({ cell }) => cell },
  { key: 'arm', title: 'arm', of: ({ arm }) => arm },
  { key: 'replicate', title: 'replicate', of: ({ replicate }) => replicate, numeric: true },
  { key: 'channel', title: 'channel', of: ({ channel }) => channel },
  { key: 'estimand', title: 'estimand', of: ({ estimand }) => estimand },
  { key: 'truth', title: 'truth', of: ({ truth }) => truth, numeric: true },
  { key: 'point', title: 'estimate', of: ({ point }) => point, numeric: true },
  { key: 'level', title: 'level', of: ({ interval }) => interval?.level ?? null, numeric: true },
  { key: 'lower', title: 'lower', of: ({ interval }) => interval?.lower ?? null, numeric: true },
  { key: 'upper', title: 'upper', of: ({ interval }) => interval?.upper ?? null, numeric: true },
];

function draw(view: View, around: Surroundings): SVGElement | null {
  const nameOf = cellNames(view.data);
  const byPlace = groupBy(facts(view), ({ channel, estimand, cell }) => JSON.stringify([channel, cell, estimand]));
  const groups = [...byPlace.values()].map((own) => ({
    title: `${own[0]!.channel} · ${nameOf(own[0]!.cell)} · ${estimandWords(estimandName(own[0]!.estimand))}`,
    panels: own.map((fact) => ({ title: fact.arm, rows: [fact] })),
  }));
  const { shown, notes } = limitPanels(groups, 40);
  const most = mostPanels(shown);
  const parts = shown.map(({ title, panels }) => ({
    title,
    unit: 'across: effect; vertical line: truth; dashed: prior; filled: posterior; bar: interval and point',
    plot: densityPlot(around, panels, most),
  }));
  return sheet(around, posteriors.title, parts, notes);
}
