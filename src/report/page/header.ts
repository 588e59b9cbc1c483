import type { StudyFacts } from '../data/types.ts';
import { h } from './dom.ts';

/** Question and answer, large: who reads no further has read what matters. */
export function header(
  { name, question, answer, complete, done, attempts }: StudyFacts,
  toggle: HTMLElement,
): HTMLElement {
  return h(
    'header',
    { class: 'top' },
    h('div', { class: 'bar' }, h('p', { class: 'brand' }, `Plumbline · ${name}`), toggle),
    h('h1', {}, question ?? name),
    h('p', { class: 'answer' }, answer),
    complete
      ? null
      : h(
          'p',
          { class: 'warning' },
          `Incomplete: ${done} of ${attempts} attempts are made, so all of this may change.`,
        ),
  );
}
