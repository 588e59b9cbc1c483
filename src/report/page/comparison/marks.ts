import { type Outcome, outcomes, outcomeWords } from '../../comparison/outcome.ts';
import type { Surroundings } from '../../figures/figure.ts';
import { h } from '../dom.ts';
import { symbolMark } from '../symbolMark.ts';
import { inkOf } from '../theme.ts';

/** Told apart by shape as well as by color. */
const symbols: Readonly<Record<Outcome, string>> = {
  worse: 'triangle',
  open: 'diamond',
  better: 'star',
  same: 'circle',
};

/** In the style sheet's colors, so that it follows the theme by itself. */
const markOf = (outcome: Outcome): SVGElement => symbolMark(symbols[outcome], `var(--${outcome})`);

/** Mark and word: neither stands alone. */
export function labelOf(outcome: Outcome, text = outcomeWords[outcome]): HTMLElement {
  return h('span', { class: `outcome ${outcome}` }, markOf(outcome), text);
}

/** For drawings: color and symbol go by outcome, where those of a report go by arm. */
export function surroundings(width: number, element: Element): Surroundings {
  const style = getComputedStyle(element);
  const ink = inkOf(element);
  return {
    ...{ document, width, ink },
    color: (outcome) => style.getPropertyValue(`--${outcome}`).trim() || ink.text,
    symbol: (outcome) => symbols[outcome as Outcome],
  };
}

export function outcomeKey(): HTMLElement {
  return h('ul', { class: 'legend' }, ...outcomes.map((outcome) => h('li', {}, labelOf(outcome))));
}
