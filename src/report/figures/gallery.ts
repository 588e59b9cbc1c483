import type { ReportData } from '../data/types.ts';
import { paletteOf } from '../page/palette.ts';
import { allOf, choicesOf, viewOf } from '../page/view.ts';
import type { Figure } from './figure.ts';
import { figures } from './registry.ts';

/** What of a study a drawing for the gallery shows; what is not named shows all. */
export type Shown = {
  readonly scenarios?: readonly string[];
  readonly periods?: readonly number[];
  readonly arms?: readonly string[];
  readonly channels?: readonly string[];
  /** as the page's filter calls them: `roas.total` */
  readonly estimands?: readonly string[];
};

export type Drawing = Pick<Figure, 'id' | 'title' | 'caption'> & { readonly svg: string };

/** px of the drawings, and around them */
const width = 760;
const margin = 16;
const ink = { text: '#1c1b1a', muted: '#5d5954', grid: '#e3dfd8', surface: '#ffffff', accent: '#0b5cad' };

/** Ids of all figures, in the order of the page. */
export const figureIds = (): readonly string[] => figures.map(({ id }) => id);

/** One figure of a study as a file of its own, on a white card: it reads on a light page and on a dark one.
 *  @param window of jsdom or a browser
 *  @throws Error where the study has no such figure */
export function drawing(
  window: Pick<Window, 'document'> & { readonly XMLSerializer: typeof XMLSerializer },
  data: ReportData,
  id: string,
  shown: Shown,
): Drawing {
  const figure = figures.find((one) => one.id === id);
  if (figure === undefined) throw new Error(`there is no figure "${id}"`);
  const { title, caption, absent } = figure;
  const filters = { ...allOf(choicesOf(data)), ...sets(shown) };
  const around = { document: window.document, width, ink, ...paletteOf(data.arms, 'light') };
  const plot = absent(data) === null ? figure.draw(viewOf(data, filters), around) : null;
  if (plot === null) throw new Error(`${id} of ${data.study.name}: ${absent(data) ?? 'nothing is left to draw'}`);
  return {
    id,
    title,
    caption,
    svg: `${new window.XMLSerializer().serializeToString(card(window.document, title, plot))}\n`,
  };
}

function sets({ scenarios, periods, arms, channels, estimands }: Shown) {
  return {
    ...(scenarios && { scenarios: new Set(scenarios) }),
    ...(periods && { periods: new Set(periods) }),
    ...(arms && { arms: new Set(arms) }),
    ...(channels && { channels: new Set(channels) }),
    ...(estimands && { estimands: new Set(estimands) }),
  };
}

function card(document: Document, title: string, plot: Element): Element {
  const [inner, height] = [Number(plot.getAttribute('width')), Number(plot.getAttribute('height'))];
  const outer = { width: String(inner + 2 * margin), height: String(height + 2 * margin) };
  const element = (
    name: string,
    attributes: Readonly<Record<string, string>>,
    ...children: readonly (Node | string)[]
  ) => {
    const made = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  plot.setAttribute('x', String(margin));
  plot.setAttribute('y', String(margin));
  return element(
    'svg',
    { ...outer, viewBox: `0 0 ${outer.width} ${outer.height}`, role: 'img' },
    element('title', {}, title),
    element('rect', { ...outer, rx: '8', fill: ink.surface }),
    plot,
  );
}
