import { sorted } from '../core/stats.ts';

/** Continuous ranked probability score of an ensemble, fair form: unbiased for the score of the distribution the
 *  draws come from, however few there are. In the units of the truth; smaller is better.
 *  Draws are taken relative to the truth, which changes nothing but the rounding.
 *  @param draws m ≥ 2 draws, any order
 *  @returns mean |x − θ| − Σ(2i − m − 1)·x₍ᵢ₎ / (m(m − 1)); null if m < 2
 *  @see statistics.md §3; Ferro (2014), "Fair scores for ensemble forecasts" */
export function crps(draws: Float64Array, truth: number): number | null {
  const m = draws.length;
  if (m < 2) return null;
  const x = sorted(draws);
  let distance = 0;
  let spread = 0;
  for (let i = 0; i < m; i++) {
    const gap = x[i]! - truth;
    distance += Math.abs(gap);
    spread += (2 * (i + 1) - m - 1) * gap;
  }
  return distance / m - spread / (m * (m - 1));
}
