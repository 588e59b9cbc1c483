import { shareMeasure } from './kinds.ts';

/** Share of intervals that lie wholly below the truth: too low. @see statistics.md §3 */
export const noncoverageAbove = shareMeasure(
  {
    id: 'noncoverage_above',
    about: 'share of intervals with the truth above them',
    formula: 'share θ > U',
    needs: ['truth', 'interval'],
  },
  ({ truth, upper }) =>
    (i) =>
      truth[i]! > upper[i]!,
);
