import type { WorldFacts } from '../data/types.ts';
import type { FigureTable } from '../figures/figure.ts';
import type { Chart } from './chart.ts';
import { drawCurves } from './worldCurves.ts';
import { drawGraph } from './worldGraph.ts';
import { drawContributions, drawSpend } from './worldSeries.ts';

/** Graph, true curves and one replicate of a world. */
export function worldCharts(world: WorldFacts, i: number): readonly Chart[] {
  const { curves, series } = world;
  const all: readonly (Chart & { readonly has: boolean })[] = [
    {
      id: `world-${i}-graph`,
      title: 'What causes what',
      caption:
        'Arrows of the world’s equations; dashed boxes are hidden from the estimators, dashed arrows act with a lag. A hidden box that points at spend and at the outcome confounds.',
      table: () => graphTable(world),
      draw: (around) => drawGraph(world, around),
      has: world.edges.length > 0,
    },
    {
      id: `world-${i}-curves`,
      title: 'True response curves',
      caption:
        'Outcome a period in the long run at constant spend, through the channel’s own arrow. Where a curve is straight, a model without saturation will do.',
      table: () => curveTable(world),
      draw: (around) => drawCurves(world, around),
      has: curves.length > 0,
    },
    {
      id: `world-${i}-series`,
      title: 'One replicate, and what each channel truly sold',
      caption:
        'The outcome, split: on top what each channel brought by itself (simulated without its spend in these periods), below all else. An estimator sees only the upper edge.',
      table: () => seriesTable(world),
      draw: (around) => drawContributions(world, around),
      has: series.outcome.length > 0,
    },
    {
      id: `world-${i}-spend`,
      title: 'Spend in that replicate',
      caption:
        'Channels whose spend moves together are hard to tell apart, and spend that hardly moves says little about its curve.',
      table: () => spendTable(world),
      draw: (around) => drawSpend(world, around),
      has: series.spend.length > 0,
    },
  ];
  return all.filter(({ has }) => has);
}

const column = (key: string, title: string, numeric: boolean) => ({ key, title, numeric });

function graphTable({ edges, nodes }: WorldFacts): FigureTable {
  const hidden = new Set(nodes.filter(({ observed }) => !observed).map(({ name }) => name));
  return {
    columns: [
      column('from', 'Cause', false),
      column('to', 'Effect', false),
      column('when', 'Acts', false),
      column('seen', 'Cause is', false),
    ],
    rows: edges.map(({ from, to, lagged }) => ({
      from,
      to,
      when: lagged ? 'with a lag' : 'at once',
      seen: hidden.has(from) ? 'hidden' : 'observed',
    })),
  };
}

function curveTable({ curves }: WorldFacts): FigureTable {
  return {
    columns: [
      column('channel', 'Channel', false),
      column('spend', 'Spend a period', true),
      column('outcome', 'Outcome a period', true),
    ],
    rows: curves.flatMap(({ channel, curve }) =>
      curve.spend.map((spend, i) => ({ channel, spend, outcome: curve.truth[i]! })),
    ),
  };
}

function seriesTable({ series }: WorldFacts): FigureTable {
  const { outcome, contributions } = series;
  return {
    columns: [
      column('period', 'Period', true),
      column('outcome', 'Outcome', true),
      ...contributions.map(({ channel }, k) => column(`c${k}`, channel, true)),
    ],
    rows: outcome.map((value, t) => ({
      period: t,
      outcome: value,
      ...Object.fromEntries(contributions.map(({ values }, k) => [`c${k}`, values[t] ?? null])),
    })),
  };
}

function spendTable({ series }: WorldFacts): FigureTable {
  const { spend, periods } = series;
  return {
    columns: [column('period', 'Period', true), ...spend.map(({ channel }, k) => column(`s${k}`, channel, true))],
    rows: Array.from({ length: periods }, (_, t) => ({
      period: t,
      ...Object.fromEntries(spend.map(({ values }, k) => [`s${k}`, values[t] ?? null])),
    })),
  };
}
