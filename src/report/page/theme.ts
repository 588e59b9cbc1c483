import type { Surroundings } from '../figures/figure.ts';
import { h } from './dom.ts';
import type { Theme } from './palette.ts';

/** What the reader asked for, or else the system. */
export function currentTheme(): Theme {
  const asked = document.documentElement.dataset.theme;
  if (asked === 'light' || asked === 'dark') return asked;
  return systemIsDark()?.matches ? 'dark' : 'light';
}

const systemIsDark = (): MediaQueryList | undefined => window.matchMedia?.('(prefers-color-scheme: dark)');

/** @param changed hears of the reader's choice and of the system's */
export function themeToggle(changed: () => void): HTMLElement {
  const button = h('button', { type: 'button', class: 'quiet theme', onclick: turn });
  function label(): void {
    button.textContent = currentTheme() === 'dark' ? 'Light theme' : 'Dark theme';
  }
  function turn(): void {
    document.documentElement.dataset.theme = currentTheme() === 'dark' ? 'light' : 'dark';
    label();
    changed();
  }
  systemIsDark()?.addEventListener('change', () => {
    label();
    changed();
  });
  label();
  return button;
}

/** Colors of text, axes and grid, as the style sheet has them now. */
export function inkOf(element: Element): Surroundings['ink'] {
  const style = getComputedStyle(element);
  const of = (name: string, otherwise: string) => style.getPropertyValue(name).trim() || otherwise;
  return {
    text: of('--text', '#1c1b1a'),
    muted: of('--muted', '#5d5954'),
    grid: of('--grid', '#e3dfd8'),
    surface: of('--card', '#ffffff'),
    accent: of('--accent', '#0b5cad'),
  };
}

/** Paper is light, whatever the screen is: before printing everything is drawn at once, after it as it was.
 *  @param changed hears whether to draw now */
export function onPaper(changed: (now: boolean) => void): void {
  const root = document.documentElement.dataset;
  let asked: string | undefined;
  window.addEventListener('beforeprint', () => {
    asked = root.theme;
    root.theme = 'light';
    changed(true);
  });
  window.addEventListener('afterprint', () => {
    if (asked === undefined) delete root.theme;
    else root.theme = asked;
    changed(false);
  });
}
