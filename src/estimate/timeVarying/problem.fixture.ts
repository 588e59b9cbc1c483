import { makePrior } from '../../inference/priors/prior.ts';
import type { Column } from '../columns.ts';
import type { ChannelResponse } from '../response.ts';
import type { VariancePriors } from '../varianceParts/marginal.ts';
import type { VaryingEquation } from './equation.ts';
import { knotPlaces, knotWeights } from './knots.ts';

/** Two channels over 24 periods by integer arithmetic, so that the same data stand in the Python sessions that made the numbers of the
 *  tests: y = 20 + (1 + t/12)·x₁ + 1.5·x₂ + price/2 + e. */
const T = 24;
const series = (f: (t: number) => number) => Float64Array.from({ length: T }, (_, t) => f(t));
const media = [0, 1].map((c) => series((t) => ((7 * t * (c + 2) + t * t * (c + 1)) % 11) + 1));
const price = series((t) => ((5 * t) % 7) - 3);

export const outcome = series(
  (t) => 20 + (1 + t / 12) * media[0]![t]! + 1.5 * media[1]![t]! + 0.5 * price[t]! + noise(t),
);

function noise(t: number): number {
  return (((37 * t * t + 11 * t) % 23) - 11) / 3;
}

/** The equation with so many knots, columns in their own units. */
export function problem(count: number, kernel: 'triangular' | 'gaussian' = 'triangular'): VaryingEquation {
  const places = knotPlaces(count, T);
  const weights = knotWeights(places, T, { kernel, bandwidth: 1 });
  const column = (name: string, role: Column['role'], values: Float64Array): Column => ({ name, role, values });
  return {
    fixed: [
      column(
        'intercept',
        'intercept',
        series(() => 1),
      ),
      column('price', 'control', price),
    ],
    places,
    channels: media.map((values, c) => ({
      name: `c${c}`,
      perCoefficient: 1,
      column: column(`c${c}`, 'channel', values),
      knots: weights.map(
        (weight): ChannelResponse => ({
          channel: `c${c}`,
          curves: {
            adstock: { curve: 'none', parameters: [], maxLag: 1, normalize: true },
            saturation: { curve: 'none', parameters: [] },
            order: 'adstock-first',
          },
          window: series((t) => values[t]! * weight(t)),
          effect: () => null,
          gain: () => 0,
        }),
      ),
    })),
  };
}

/** Priors with units of 1, so that the sampler's axes are ±τ and log σ themselves. */
export const unitPriors: VariancePriors = {
  spreads: [0.5, 0.5].map((spread) => makePrior(['half-normal', spread])),
  sigma: makePrior(['half-normal', 5]),
  units: { spreads: new Float64Array(2).fill(1), sigma: 1 },
};
