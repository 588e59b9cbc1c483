import { h } from './dom.ts';
import type { Order } from './sorting.ts';

/** Heads of columns that sort when they are pressed, up at first, down the next time.
 *  @param changed hears of a new order */
export function sortHeads(
  columns: readonly { readonly id: string; readonly title: string; readonly numeric: boolean }[],
  changed: () => void,
): { readonly heads: readonly HTMLElement[]; readonly order: () => Order | null } {
  let order: Order | null = null;
  const heads = columns.map(({ id, title, numeric }) => {
    const button = h('button', { type: 'button', onclick: () => sortBy(id) }, title);
    return h('th', { scope: 'col', class: numeric ? 'number' : null, 'aria-sort': 'none', 'data-column': id }, button);
  });
  function sortBy(column: string): void {
    order = { column, descending: order?.column === column && !order.descending };
    for (const head of heads)
      head.setAttribute(
        'aria-sort',
        head.dataset.column !== column ? 'none' : order.descending ? 'descending' : 'ascending',
      );
    changed();
  }
  return { heads, order: () => order };
}
