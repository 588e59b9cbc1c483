import { shareMeasure } from './kinds.ts';

/** Share of intervals that lie wholly above the truth: too high. @see statistics.md §3 */
export const noncoverageBelow = shareMeasure(
  {
    id: 'noncoverage_below',
    about: 'share of intervals with the truth below them',
    formula: 'share θ < L',
    needs: ['truth', 'interval'],
  },
  ({ truth, lower }) =>
    (i) =>
      truth[i]! < lower[i]!,
);
