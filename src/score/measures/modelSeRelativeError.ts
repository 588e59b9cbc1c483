import { mean, sd, variance } from '../../core/stats.ts';
import { ownMeasure } from './kinds.ts';
import { scoreOf } from './score.ts';

/** How far the claimed standard error is from the real spread: −0.1 is 10 % too small. @see statistics.md §3 */
export const modelSeRelativeError = ownMeasure(
  {
    id: 'model_se_relative_error',
    about: 'claimed standard error against the spread of the error',
    formula: 'ModSE / EmpSE − 1',
    needs: ['truth', 'se'],
  },
  ({ n, error, se }) => {
    const center = mean(error);
    const spread = variance(error);
    const claimed = mean(se.map((s) => s * s));
    const ratio = Math.sqrt(claimed / spread);
    const influence = error.map((e, i) => (se[i]! * se[i]!) / claimed / 2 - ((e - center) * (e - center)) / spread / 2);
    return scoreOf(ratio - 1, (ratio * sd(influence)) / Math.sqrt(n), n);
  },
);
