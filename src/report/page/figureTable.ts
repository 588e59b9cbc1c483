import type { FigureTable } from '../figures/figure.ts';
import { csvOf, download } from './csv.ts';
import { h } from './dom.ts';

/** More rows than anyone reads on a page; the CSV has them all. */
const MOST_ROWS = 300;

/** The numbers behind a drawing: closed at first, made when it is opened.
 *  @param tableOf asked anew at each refresh */
export function figureTable(
  id: string,
  title: string,
  tableOf: () => FigureTable,
): { readonly element: HTMLElement; readonly refresh: () => void } {
  const body = h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': `Data of ${title}` });
  const details = h('details', { class: 'data', ontoggle: fill }, h('summary', {}, 'Data'), body);
  const save = () => download(`${id}.csv`, csvOf(tableOf()));
  const element = h(
    'div',
    { class: 'behind' },
    details,
    h('button', { type: 'button', class: 'quiet', onclick: save }, 'Download CSV'),
  );
  function fill(): void {
    if (details.open) body.replaceChildren(...tableElements(title, tableOf()));
  }
  return { element, refresh: fill };
}

function tableElements(title: string, { columns, rows }: FigureTable): readonly HTMLElement[] {
  const head = h(
    'tr',
    {},
    ...columns.map(({ title: name, numeric }) => h('th', { scope: 'col', class: numeric ? 'number' : null }, name)),
  );
  const shown = rows
    .slice(0, MOST_ROWS)
    .map((row) =>
      h(
        'tr',
        {},
        ...columns.map(({ key, numeric }) => h('td', { class: numeric ? 'number' : null }, shownCell(row[key]))),
      ),
    );
  const table = h(
    'table',
    {},
    h('caption', { class: 'hidden' }, title),
    h('thead', {}, head),
    h('tbody', {}, ...shown),
  );
  const left = rows.length - MOST_ROWS;
  return left > 0 ? [table, h('p', { class: 'note' }, `${left} more rows are in the CSV.`)] : [table];
}

/** Six digits of a number that is no whole one: the CSV has the rest. */
function shownCell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  return typeof value === 'number' && !Number.isInteger(value) ? String(Number(value.toPrecision(6))) : String(value);
}
