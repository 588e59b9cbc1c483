import { shareMeasure } from './kinds.ts';

/** Share of intervals that hold the truth. @see statistics.md §3 */
export const coverage = shareMeasure(
  {
    id: 'coverage',
    about: 'share of intervals that hold the truth',
    formula: 'share L ≤ θ ≤ U',
    needs: ['truth', 'interval'],
    failureIsMiss: true,
  },
  ({ truth, lower, upper }) =>
    (i) =>
      lower[i]! <= truth[i]! && truth[i]! <= upper[i]!,
);
