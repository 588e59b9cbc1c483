import { h } from './dom.ts';

/** A list to pick one value from, or all; no control where there is no choice. */
export function choice(name: string, values: readonly string[], changed: () => void) {
  const options = [h('option', { value: '' }, 'all'), ...values.map((value) => h('option', { value }, value))];
  const select = h('select', { onchange: changed, 'data-filter': name.toLowerCase() }, ...options);
  const element = values.length < 2 ? null : h('label', {}, h('span', { class: 'name' }, name), select);
  return { element, value: () => select.value };
}
