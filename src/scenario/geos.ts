/** The regions of a world. Every equation then holds in each of them, on amounts per head; a dataset has totals.
 *  @see docs/methods/geos.md */
export type Geos = {
  readonly names: readonly string[];
  readonly population: PopulationLaw;
};

/** People in each geo: as given, or drawn once a replicate and rounded to whole people, at least 1. */
export type PopulationLaw =
  | { readonly kind: 'given'; readonly people: readonly number[] }
  | { readonly kind: 'lognormal'; readonly median: number; readonly sd: number };

/** How a node differs between geos, once a replicate. b_g is the standard normal behind the level of the outcome. */
export type NodeGeo =
  /** base + N(0, sd²): what is not spend */
  | { readonly kind: 'level'; readonly sd: number }
  /** all of the node times exp(sd·w_g − sd²/2), mean 1, with w_g = targeting·b_g + √(1 − targeting²)·N(0, 1): spend */
  | { readonly kind: 'spread'; readonly sd: number; readonly targeting: number };

/** How an effect differs between geos, once a replicate: N(effect, sd²), the same truncated at 0, or
 *  effect · exp(N(−sd²/2, sd²)), whose mean is the effect. */
export type EffectGeo = {
  readonly law: 'normal' | 'truncated-normal' | 'lognormal';
  readonly sd: number;
};
