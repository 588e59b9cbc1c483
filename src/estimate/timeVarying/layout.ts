import type { VaryingEquation } from './equation.ts';

/** Where each parameter stands: fixed coefficients, every channel's knots, its τ, and σ. */
export type VaryingLayout = {
  readonly names: readonly string[];
  /** place of a channel's first knot; its others follow */
  readonly knots: readonly number[];
  /** place of the first τ */
  readonly taus: number;
  readonly sigma: number;
};

export function varyingLayout({ fixed, channels, places }: VaryingEquation): VaryingLayout {
  const J = places.length;
  const taus = fixed.length + channels.length * J;
  return {
    names: [
      ...fixed.map(({ name }) => name),
      ...channels.flatMap(({ name }) => Array.from(places, (place) => `beta[${name}@${rounded(place)}]`)),
      ...channels.map(({ name }) => `tau[${name}]`),
      'sigma',
    ],
    knots: channels.map((_, c) => fixed.length + c * J),
    taus,
    sigma: taus + channels.length,
  };
}

/** Knots are at least a period apart, so a tenth of one tells them apart. */
function rounded(place: number): string {
  return String(Math.round(place * 10) / 10);
}
