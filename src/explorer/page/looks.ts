/** How an arm looks wherever it is drawn: a place in the palette of css/1-theme.css, and a symbol for those who see no color. */
export type Look = { readonly color: string; readonly symbol: string };

/** Paths about the origin, some 10 px across. */
const symbols: Readonly<Record<string, string>> = {
  ols: 'M-5,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0Z',
  'elastic-net': 'M0,-6.2L6.2,0L0,6.2L-6.2,0Z',
  'bayesian-mmm': 'M-4.6,-4.6H4.6V4.6H-4.6Z',
  'two-stage': 'M0,-5.8L5.6,4.4H-5.6Z',
};

export function lookOf(arm: string): Look {
  return { color: `var(--${arm})`, symbol: symbols[arm] ?? symbols.ols! };
}
