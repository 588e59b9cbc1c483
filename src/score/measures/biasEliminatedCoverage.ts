import { mean } from '../../core/stats.ts';
import { shareMeasure } from './kinds.ts';

/** Coverage of what the estimator is centered on: tells intervals that are too narrow from intervals that are off.
 *  @see statistics.md §3 */
export const biasEliminatedCoverage = shareMeasure(
  {
    id: 'bias_eliminated_coverage',
    about: 'share of intervals that hold the truth moved by the bias',
    formula: 'share L ≤ θ + mean e ≤ U',
    needs: ['truth', 'interval'],
  },
  ({ truth, error, lower, upper }) => {
    const shift = mean(error);
    return (i) => lower[i]! <= truth[i]! + shift && truth[i]! + shift <= upper[i]!;
  },
);
