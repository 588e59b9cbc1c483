import { h } from './dom.ts';

/** px of a row, which the style sheet holds it to */
const ROW = 36;
/** rows drawn beyond either edge */
const MARGIN = 12;
/** rows in sight where the page has no layout (a test) or before it is laid out */
const USUAL = 16;

/** A table that has only the rows in sight, and blank space for the others: readers of screens are told how many there are.
 *  @param rowOf the row at a place; made anew whenever it comes into sight
 *  @param name of what the rows are */
export function openWindow(
  heads: readonly HTMLElement[],
  rowOf: (place: number) => HTMLTableRowElement,
  name = 'Every measure',
): { readonly element: HTMLElement; readonly show: (rows: number) => void } {
  const body = h('tbody', {});
  const table = h(
    'table',
    {},
    h('caption', { class: 'hidden' }, name),
    h('thead', {}, h('tr', { 'aria-rowindex': 1 }, ...heads)),
    body,
  );
  const element = h(
    'div',
    {
      class: 'scroll window',
      tabindex: 0,
      role: 'region',
      'aria-label': `Table: ${name}`,
      onscroll: () => paint(false),
    },
    table,
  );
  let [total, from, to] = [0, -1, -1];
  function paint(anew: boolean): void {
    const first = Math.max(0, Math.floor(element.scrollTop / ROW) - MARGIN);
    const inSight = Math.ceil(element.clientHeight / ROW) || USUAL;
    const last = Math.min(total, first + inSight + 2 * MARGIN);
    if (!anew && first === from && last === to) return;
    [from, to] = [first, last];
    const rows = Array.from({ length: Math.max(0, last - first) }, (_, i) => {
      const row = rowOf(first + i);
      row.setAttribute('aria-rowindex', String(first + i + 2));
      return row;
    });
    body.replaceChildren(blank(first, heads.length), ...rows, blank(total - last, heads.length));
  }
  return {
    element,
    show: (rows) => {
      total = rows;
      table.setAttribute('aria-rowcount', String(rows + 1));
      element.scrollTop = 0;
      paint(true);
    },
  };
}

function blank(rows: number, columns: number): HTMLElement {
  const cell = h('td', { colspan: columns });
  cell.style.height = `${Math.max(0, rows) * ROW}px`;
  const row = h('tr', { class: 'blank', 'aria-hidden': 'true' }, cell);
  if (rows <= 0) row.hidden = true;
  return row;
}
