import { exp } from '../../core/math.ts';
import type { PeriodUnit } from '../../dataset/types.ts';
import type { PeriodWeight } from '../response.ts';
import type { TimeVaryingSettings } from './settings.ts';

/** Periods of a quarter of a year. */
const quarter: Readonly<Record<PeriodUnit, number>> = { day: 91, week: 13, month: 3, quarter: 1, year: 1 };

/** Number of knots: with a distance, the number that comes nearest to it from the first period to the last, at least 2. */
export function knotCount(knots: TimeVaryingSettings['knots'], periods: number, unit: PeriodUnit): number {
  if (typeof knots === 'object' && 'count' in knots) return knots.count;
  const every = knots === 'quarterly' ? quarter[unit] : knots.every;
  return Math.max(2, 1 + Math.round((periods - 1) / every));
}

/** Knots evenly spaced over the window, the first in its first period and the last in its last.
 *  @param count at least 2, at most `periods`
 *  @returns their places in periods, 0-based; between periods where it does not go even */
export function knotPlaces(count: number, periods: number): Float64Array {
  return Float64Array.from({ length: count }, (_, j) => (j * (periods - 1)) / (count - 1));
}

/** Kernel regression on the knots: k_j(t) = K((t − t_j)/(b·d))/Σ_i K((t − t_i)/(b·d)) with d the distance between knots, so that
 *  equal knots give a constant. Periods before and after the window have the weights of its first and its last.
 *  @param places t_j
 *  @returns one weight function a knot
 *  @see Ng, Wang & Dai (2021), Bayesian time varying coefficient model, eq. 5 and 6 */
export function knotWeights(
  places: Float64Array,
  periods: number,
  { kernel, bandwidth }: Pick<TimeVaryingSettings, 'kernel' | 'bandwidth'>,
): readonly PeriodWeight[] {
  const width = bandwidth * (places[1]! - places[0]!);
  const shape = kernels[kernel];
  const rows = Array.from({ length: periods }, (_, t) => {
    const row = places.map((place) => shape((t - place) / width));
    const total = row.reduce((sum, value) => sum + value, 0);
    return row.map((value) => value / total);
  });
  return Array.from(places, (_, j) => (t) => rows[Math.min(Math.max(t, 0), periods - 1)]![j]!);
}

const kernels = {
  triangular: (z: number) => Math.max(0, 1 - Math.abs(z)),
  gaussian: (z: number) => exp(-0.5 * z * z),
} as const;
