import type { PerformanceRow } from '../data/types.ts';
import type { FigureTable } from '../figures/figure.ts';
import { choice } from './choice.ts';
import { csvOf, download } from './csv.ts';
import { h } from './dom.ts';
import { measureColumns } from './measureColumns.ts';
import type { ReplayCommand } from './replayCommand.ts';
import { sortHeads } from './sortHeads.ts';
import { sortedPlaces } from './sorting.ts';
import { openWindow } from './tableWindow.ts';

export type MeasureTable = { readonly element: HTMLElement; readonly show: (rows: readonly PerformanceRow[]) => void };

/** Every measure, sorted and filtered, of which only the rows in sight are in the page.
 *  @param replayOf the attempt behind a row */
export function measureTable(
  all: readonly PerformanceRow[],
  replayOf: (row: PerformanceRow) => ReplayCommand | null,
): MeasureTable {
  let given = all;
  let rows: readonly PerformanceRow[] = all;
  const unique = (of: (row: PerformanceRow) => string) => [...new Set(all.map(of))];
  const measure = choice(
    'Measure',
    unique(({ measure }) => measure),
    update,
  );
  const policy = choice(
    'Policy',
    unique(({ policy }) => policy),
    update,
  );
  const count = h('p', { class: 'count', role: 'status' });
  const { heads, order } = sortHeads(measureColumns, update);
  const window = openWindow([...heads, h('th', { scope: 'col' }, 'Replay')], (i) => rowElement(rows[i]!, replayOf));
  function update(): void {
    const [m, p] = [measure.value(), policy.value()];
    const kept = given.filter((row) => (m === '' || row.measure === m) && (p === '' || row.policy === p));
    const column = measureColumns.find(({ id }) => id === order()?.column);
    const places = column === undefined ? null : sortedPlaces(kept.map(column.key), order()?.descending === true);
    rows = places === null ? kept : Array.from(places, (i) => kept[i]!);
    count.textContent = `${rows.length.toLocaleString('en-US')} of ${all.length.toLocaleString('en-US')} rows`;
    window.show(rows.length);
  }
  const save = () => download('measures.csv', csvOf(rawTable(rows)));
  const tools = h(
    'div',
    { class: 'tools' },
    measure.element,
    policy.element,
    count,
    h('button', { type: 'button', class: 'quiet', onclick: save }, 'Download CSV'),
  );
  update();
  return {
    element: h('div', { class: 'measures' }, tools, window.element),
    show: (next) => {
      given = next;
      update();
    },
  };
}

function rowElement(row: PerformanceRow, replayOf: (row: PerformanceRow) => ReplayCommand | null): HTMLTableRowElement {
  const cells = measureColumns.map(({ numeric, text }, i) => {
    const shown = text(row);
    const attributes = { class: numeric ? 'number' : null, title: shown.length > 24 ? shown : null };
    return i === 0 ? h('th', { scope: 'row', ...attributes }, shown) : h('td', attributes, shown);
  });
  return h('tr', {}, ...cells, h('td', { class: 'replay' }, replayButton(replayOf(row))));
}

function replayButton(replay: ReplayCommand | null): HTMLElement | null {
  if (replay === null) return null;
  const { command, about } = replay;
  const label = `Copy: ${command} (${about})`;
  const button = h(
    'button',
    { type: 'button', class: 'copy', title: `${command}\n${about}`, 'aria-label': label, onclick: copy },
    'Copy',
  );
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(command);
      button.textContent = 'Copied';
    } catch {
      // a page from disk may be refused the clipboard: then the command itself is there to be selected
      button.replaceWith(h('code', {}, command));
    }
  }
  return button;
}

const rawColumns = [
  'cell',
  'scenario',
  'periods',
  'arm',
  'channel',
  'estimand',
  'target',
  'identified',
  'policy',
  'measure',
  'level',
  'value',
  'mcse',
  'lower',
  'upper',
  'n',
  'nFailed',
] as const;

function rawTable(rows: readonly PerformanceRow[]): FigureTable {
  return {
    columns: rawColumns.map((key) => ({ key: key === 'nFailed' ? 'n_failed' : key, title: key, numeric: false })),
    rows: rows.map((row) => ({ ...row, n_failed: row.nFailed })),
  };
}
