import type { FigureTable, Surroundings } from '../figures/figure.ts';
import { h } from './dom.ts';
import { figureTable } from './figureTable.ts';

/** A drawing with all that belongs to it. */
export type Chart = {
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  readonly table: () => FigureTable;
  /** null where there is nothing to draw */
  readonly draw: (around: Surroundings) => SVGElement | HTMLElement | null;
};

export type ChartCard = {
  readonly element: HTMLElement;
  /** what it shows has changed; it is drawn again when it is near the screen */
  readonly stale: () => void;
  /** draws whatever is stale at once, as before printing */
  readonly settle: () => void;
};

/** @param level of the heading
 *  @param around what a drawing may use, for the width that there is */
export function chartCard(
  chart: Chart,
  level: 'h3' | 'h4',
  around: (width: number, element: Element) => Surroundings,
): ChartCard {
  const { id, title, caption } = chart;
  const label = `${title}. ${caption} The numbers are in the table below.`;
  const plot = h('div', { class: 'plot', role: 'img', 'aria-label': label });
  const behind = figureTable(id, title, chart.table);
  const heading = h(level, { id: `figure-${id}` }, title);
  const element = h(
    'section',
    { class: 'chart', 'aria-labelledby': `figure-${id}` },
    heading,
    h('p', { class: 'caption' }, caption),
    plot,
    behind.element,
  );
  let [isStale, isNear, width] = [true, false, 0];
  const settle = (): void => {
    if (!isStale) return;
    isStale = false;
    width = plot.clientWidth;
    // folded away: drawn when it is opened
    if (width === 0) {
      isStale = true;
      return;
    }
    const nothing = h('p', { class: 'note' }, 'Nothing to draw under these filters.');
    const drawing = chart.draw(around(width, plot));
    // its hundreds of marks are no reading matter: the label says what is drawn, the table holds the numbers
    drawing?.setAttribute('aria-hidden', 'true');
    plot.replaceChildren(drawing ?? nothing);
    plot.classList.add('drawn');
    behind.refresh();
  };
  const whenNear = (): void => {
    if (isNear && isStale) soon(settle);
  };
  watch(element, (near) => {
    isNear = near;
    whenNear();
  });
  watchWidth(plot, () => {
    if (width === 0 || Math.abs(plot.clientWidth - width) < 2) return;
    isStale = true;
    whenNear();
  });
  return {
    element,
    settle,
    stale: () => {
      isStale = true;
      whenNear();
    },
  };
}

/** After the page has answered the reader: a table first, charts one by one. */
const soon = (work: () => void): void => void setTimeout(work, 0);

/** So far off the screen drawing begins. */
const NEAR = '600px';

function watch(element: Element, tell: (near: boolean) => void): void {
  if (typeof IntersectionObserver === 'undefined') {
    tell(true);
    return;
  }
  new IntersectionObserver((entries) => tell(entries.some(({ isIntersecting }) => isIntersecting)), {
    rootMargin: NEAR,
  }).observe(element);
}

function watchWidth(element: Element, tell: () => void): void {
  if (typeof ResizeObserver !== 'undefined') new ResizeObserver(tell).observe(element);
}
