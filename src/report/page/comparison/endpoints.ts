import { outcomes, outcomeWords } from '../../comparison/outcome.ts';
import { choice } from '../choice.ts';
import { csvOf, download } from '../csv.ts';
import { h } from '../dom.ts';
import { sortHeads } from '../sortHeads.ts';
import { sortedPlaces } from '../sorting.ts';
import { openWindow } from '../tableWindow.ts';
import { endpointColumns, endpointTable, type Line } from './endpointColumns.ts';
import { labelOf } from './marks.ts';

const filtered = ['outcome', 'arm', 'measure', 'cell', 'scope'];

/** Everything that was tested, filtered and sorted, of which only the rows in sight are in the page.
 *  @param all in the order they have before a column is pressed
 *  @param changed hears what the filters let through */
export function endpointsTable(all: readonly Line[], changed: (lines: readonly Line[]) => void): HTMLElement {
  let rows: readonly Line[] = all;
  const columns = endpointColumns.filter(({ id, text }) => id !== 'remark' || all.some((line) => text(line) !== ''));
  const filters = columns
    .filter(({ id }) => filtered.includes(id))
    .map((column) => ({ column, ...choice(column.title, valuesOf(column, all), () => update(true)) }));
  const count = h('p', { class: 'count', role: 'status' });
  const { heads, order } = sortHeads(columns, () => update(false));
  const window = openWindow(heads, (i) => rowElement(rows[i]!), 'Everything that was tested');
  const rowElement = (line: Line): HTMLTableRowElement =>
    h('tr', {}, ...columns.map((column) => cellElement(column, line)));
  function update(isFilter: boolean): void {
    const asked = filters.filter(({ value }) => value() !== '');
    const kept = all.filter((line) => asked.every(({ column, value }) => column.text(line) === value()));
    const column = columns.find(({ id }) => id === order()?.column);
    const places = column === undefined ? null : sortedPlaces(kept.map(column.key), order()?.descending === true);
    rows = places === null ? kept : Array.from(places, (i) => kept[i]!);
    count.textContent = `${rows.length.toLocaleString('en-US')} of ${all.length.toLocaleString('en-US')} rows`;
    window.show(rows.length);
    if (isFilter) changed(kept);
  }
  const save = () => download('endpoints.csv', csvOf(endpointTable(rows)));
  const tools = h(
    'div',
    { class: 'tools' },
    ...filters.map(({ element }) => element),
    count,
    h('button', { type: 'button', class: 'quiet', onclick: save }, 'Download CSV'),
  );
  update(false);
  return h('div', { class: 'endpoints' }, tools, window.element);
}

type Column = (typeof endpointColumns)[number];

/** Outcomes from bad to good, other names as they come. */
function valuesOf({ id, text }: Column, all: readonly Line[]): readonly string[] {
  const found = new Set(all.map(text));
  if (id !== 'outcome') return [...found];
  return outcomes.map((outcome) => outcomeWords[outcome]).filter((words) => found.has(words));
}

function cellElement({ id, numeric, text }: Column, line: Line): HTMLElement {
  const shown = text(line);
  const content = id === 'outcome' ? labelOf(line.outcome) : shown;
  return h('td', { class: numeric ? 'number' : null, title: shown.length > 24 ? shown : null }, content);
}
