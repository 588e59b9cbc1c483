import { meanMeasure } from './kinds.ts';

/** Width plus a fine for each miss, proper for a central interval: only honest quantiles make it smallest in the mean.
 *  @see statistics.md §3; Gneiting & Raftery (2007), eq. 43 */
export const intervalScore = meanMeasure(
  {
    id: 'interval_score',
    about: 'interval width plus a fine for misses',
    formula: 'mean (U − L) + (2/a)(L − θ)₊ + (2/a)(θ − U)₊, a = 1 − level',
    needs: ['truth', 'interval'],
    perLevel: true,
  },
  ({ level, truth, lower, upper }) => {
    const fine = 2 / (1 - level!);
    return truth.map((theta, i) => {
      const [low, high] = [lower[i]!, upper[i]!];
      return high - low + fine * Math.max(low - theta, 0) + fine * Math.max(theta - high, 0);
    });
  },
);
