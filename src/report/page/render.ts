import type { ReportData } from '../data/types.ts';
import type { Figure, Surroundings, View } from '../figures/figure.ts';
import { figures } from '../figures/registry.ts';
import { type ChartCard, chartCard } from './chart.ts';
import { h } from './dom.ts';
import { filterBar } from './filters.ts';
import { header } from './header.ts';
import { legend } from './legend.ts';
import { measureTable } from './measureTable.ts';
import { paletteOf } from './palette.ts';
import { provenance } from './provenance.ts';
import { replayCommands } from './replayCommand.ts';
import { symbolMark } from './symbolMark.ts';
import { currentTheme, inkOf, onPaper, themeToggle } from './theme.ts';
import { allOf, choicesOf, viewOf } from './view.ts';
import { worldsSection } from './worlds.ts';

/** Puts the report of some data into an element, in place of what it holds. */
export function renderReport(app: HTMLElement, data: ReportData, drawn: readonly Figure[] = figures): void {
  const choices = choicesOf(data);
  const start = allOf(choices);
  let view: View = viewOf(data, start);
  const around = (width: number, element: Element): Surroundings => {
    const { color, symbol } = paletteOf(data.arms, currentTheme());
    return { document, width, color, symbol, ink: inkOf(element) };
  };
  const mark = (arm: string): Node => {
    const { color, symbol } = paletteOf(data.arms, currentTheme());
    return symbolMark(symbol(arm), color(arm));
  };
  const present = drawn.filter((figure) => figure.absent(data) === null);
  const cards = present.map((figure) =>
    chartCard({ ...figure, table: () => figure.table(view), draw: (now) => figure.draw(view, now) }, 'h3', around),
  );
  const worlds = worldsSection(data.worlds, around);
  const key = h('div', {});
  const table = measureTable(data.performance, replayCommands(data));
  const all: readonly ChartCard[] = [...worlds.cards, ...cards];
  const showKey = (): void => key.replaceChildren(legend(data.arms, view.arms, mark));
  const themed = (): void => {
    showKey();
    for (const old of app.querySelectorAll<HTMLElement>('.picker[data-filter="arm"] label')) {
      old.querySelector('svg')?.replaceWith(mark(old.querySelector('input')?.value ?? ''));
    }
    for (const card of all) card.stale();
  };
  const bar = filterBar(choices, start, mark, (filters) => {
    view = viewOf(data, filters);
    table.show(view.performance);
    worlds.show(filters.scenarios);
    showKey();
    for (const card of cards) card.stale();
  });
  showKey();
  const missing = drawn.flatMap((figure) => {
    const why = figure.absent(data);
    return why === null ? [] : [`${figure.title}: ${why}`];
  });
  app.replaceChildren(
    header(data.study, themeToggle(themed)),
    h(
      'main',
      { id: 'main', tabindex: -1 },
      provenance(data),
      data.performance.length === 0 ? null : bar,
      worlds.element,
      h(
        'section',
        { 'aria-labelledby': 'figures' },
        h('h2', { id: 'figures' }, 'Figures'),
        key,
        ...cards.map(({ element }) => element),
        absentFigures(missing),
      ),
      h(
        'section',
        { 'aria-labelledby': 'measures' },
        h('h2', { id: 'measures' }, 'Every measure'),
        h('p', { class: 'caption' }, tableCaption),
        table.element,
      ),
    ),
    h(
      'footer',
      {},
      h(
        'p',
        {},
        `Made by plumbline ${data.study.versions.plumbline ?? ''}. This page is one file, and asks for nothing from anywhere.`,
      ),
    ),
  );
  onPaper((draw) => {
    for (const card of all) {
      card.stale();
      if (draw) card.settle();
    }
  });
}

const tableCaption =
  'One row a number, with its Monte Carlo standard error (which decides the digits) and, for shares, Wilson’s 95 % interval. The command makes one attempt behind the row again: of its replicates the one farthest from the truth.';

function absentFigures(missing: readonly string[]): HTMLElement | null {
  if (missing.length === 0) return null;
  return h(
    'details',
    { class: 'absent' },
    h('summary', {}, `${missing.length} figures that this study has no data for`),
    h('ul', {}, ...missing.map((line) => h('li', {}, line))),
  );
}
