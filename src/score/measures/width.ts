import { meanMeasure } from './kinds.ts';

/** Mean interval width, in the units of the estimand. @see statistics.md §3 */
export const width = meanMeasure(
  { id: 'width', about: 'mean interval width', formula: 'mean U − L', needs: ['truth', 'interval'], perLevel: true },
  ({ lower, upper }) => upper.map((u, i) => u - lower[i]!),
);
