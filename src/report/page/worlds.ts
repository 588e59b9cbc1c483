import { drawn } from '../data/digits.ts';
import { estimandWords } from '../data/estimandName.ts';
import type { WorldFacts } from '../data/types.ts';
import type { Surroundings } from '../figures/figure.ts';
import { type ChartCard, chartCard } from './chart.ts';
import { h } from './dom.ts';
import { worldCharts } from './worldCharts.ts';

export type WorldsSection = {
  readonly element: HTMLElement | null;
  readonly cards: readonly ChartCard[];
  readonly show: (scenarios: ReadonlySet<string>) => void;
};

/** The worlds of the study, one under the other, the first one open. */
export function worldsSection(
  worlds: readonly WorldFacts[],
  around: (width: number, element: Element) => Surroundings,
): WorldsSection {
  if (worlds.length === 0) return { element: null, cards: [], show: () => {} };
  const made = worlds.map((world, i) => worldPart(world, i, around));
  return {
    element: h(
      'section',
      { 'aria-labelledby': 'worlds' },
      h('h2', { id: 'worlds' }, 'The worlds, and what is true in them'),
      ...made.map(({ element }) => element),
    ),
    cards: made.flatMap(({ cards }) => cards),
    show: (scenarios) => {
      for (const [i, { element }] of made.entries()) element.hidden = !scenarios.has(worlds[i]!.scenario);
    },
  };
}

function worldPart(world: WorldFacts, i: number, around: (width: number, element: Element) => Surroundings) {
  const cards = worldCharts(world, i).map((chart) => chartCard(chart, 'h4', around));
  const open = () => {
    if (element.open) for (const card of cards) card.stale();
  };
  const element = h(
    'details',
    { class: 'world', open: i === 0, ontoggle: open },
    h('summary', {}, h('h3', {}, world.scenario), h('span', { class: 'about' }, world.about)),
    h('p', { class: 'caption' }, `Below: ${world.cell}, replicate 0.`),
    truthTable(world),
    ...cards.map((card) => card.element),
  );
  return { element, cards };
}

/** Four digits: what a reader compares estimates with. */
function truthTable({ truths, scenario }: WorldFacts): HTMLElement {
  const channels = [...new Set(truths.map(({ channel }) => channel))];
  const estimands = [...new Set(truths.map(({ estimand }) => estimand))];
  const known = new Map(truths.map(({ channel, estimand, value }) => [JSON.stringify([channel, estimand]), value]));
  const cell = (channel: string, estimand: string): string => {
    const value = drawn(known.get(JSON.stringify([channel, estimand])));
    return value === null ? '–' : value.toPrecision(4);
  };
  const head = h(
    'tr',
    {},
    h('th', { scope: 'col' }, 'True value'),
    ...channels.map((name) => h('th', { scope: 'col', class: 'number' }, name)),
  );
  const rows = estimands.map((name) =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, estimandWords(name)),
      ...channels.map((channel) => h('td', { class: 'number' }, cell(channel, name))),
    ),
  );
  const table = h(
    'table',
    {},
    h('caption', { class: 'hidden' }, `True values in ${scenario}`),
    h('thead', {}, head),
    h('tbody', {}, ...rows),
  );
  return h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': `True values in ${scenario}` }, table);
}
