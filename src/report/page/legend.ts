import type { Arm } from '../data/types.ts';
import { h } from './dom.ts';

/** Which color and symbol is which arm, the same throughout. */
export function legend(arms: readonly Arm[], shown: ReadonlySet<string>, mark: (arm: string) => Node): HTMLElement {
  const items = arms
    .filter(({ label }) => shown.has(label))
    .map(({ label }) => h('li', {}, mark(label), h('span', {}, label)));
  return h('ul', { class: 'legend', 'aria-label': 'Arms, by color and symbol' }, ...items);
}
