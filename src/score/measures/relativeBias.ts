import { mean, sd } from '../../core/stats.ts';
import { ownMeasure } from './kinds.ts';
import { scoreOf } from './score.ts';

/** Bias as a share of the mean truth: a ratio of means, so its error is that of the residuals e − Rθ, which have mean
 *  zero by construction. @see statistics.md §3 */
export const relativeBias = ownMeasure(
  { id: 'relative_bias', about: 'mean error over mean truth', formula: 'R = mean e / mean θ', needs: ['truth'] },
  ({ n, error, truth }) => {
    const center = mean(truth);
    const ratio = mean(error) / center;
    const residual = error.map((e, i) => e - ratio * truth[i]!);
    return scoreOf(ratio, sd(residual) / (Math.sqrt(n) * Math.abs(center)), n);
  },
);
