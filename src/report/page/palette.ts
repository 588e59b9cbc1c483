import type { Arm } from '../data/types.ts';

export type Theme = 'light' | 'dark';

/** Okabe and Ito's hues (2008), which stay apart for the color-blind, darkened for paper and lightened for the dark until
 *  each has 3:1 against its ground (WCAG 1.4.11): palette.test.ts. */
const hues: Readonly<Record<Theme, readonly string[]>> = {
  light: ['#0067a8', '#c44e00', '#00805e', '#a8508a', '#8a6d00', '#2585bd', '#5b5b5b', '#7a3b1e'],
  dark: ['#5cb0ee', '#ff8a3d', '#2fc79a', '#e39ac7', '#e6c229', '#9bd3f5', '#b9b9b9', '#d29a78'],
};
/** filled ones first: they read best small */
const symbols = ['circle', 'square', 'triangle', 'diamond', 'star', 'wye', 'cross', 'hexagon'];

export type Palette = { readonly color: (arm: string) => string; readonly symbol: (arm: string) => string };

/** One color a family of arms, one symbol an arm: told apart without color as well. Both go round where there are more. */
export function paletteOf(arms: readonly Arm[], theme: Theme): Palette {
  const families = [...new Set(arms.map(({ family }) => family))];
  const colors = hues[theme];
  const places = new Map(arms.map(({ label, family }, i) => [label, { family: families.indexOf(family), i }]));
  const at = (list: readonly string[], place: number | undefined): string => list[(place ?? 0) % list.length]!;
  return {
    color: (arm) => at(colors, places.get(arm)?.family),
    symbol: (arm) => at(symbols, places.get(arm)?.i),
  };
}

/** Steps of one hue for what is no arm: bands of channels. */
export function ramp(n: number, theme: Theme): readonly string[] {
  const [from, to] = theme === 'light' ? [34, 80] : [42, 84];
  return Array.from(
    { length: n },
    (_, i) => `hsl(${205 - 14 * (i % 2)} 42% ${Math.round(from + ((to - from) * i) / Math.max(1, n - 1))}%)`,
  );
}

export const grounds: Readonly<Record<Theme, string>> = { light: '#ffffff', dark: '#1b1e24' };
export const huesOf = (theme: Theme): readonly string[] => hues[theme];
