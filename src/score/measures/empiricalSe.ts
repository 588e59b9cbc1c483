import { mean, sd } from '../../core/stats.ts';
import { ownMeasure } from './kinds.ts';
import { scoreOf } from './score.ts';

/** Spread of the errors. The error of it takes the fourth moment as it is; with normal errors it is s/√(2(n − 1)).
 *  @see statistics.md §3 */
export const empiricalSe = ownMeasure(
  { id: 'empirical_se', about: 'standard deviation of the error', formula: 's(e)', needs: ['truth'] },
  ({ n, error }) => {
    const center = mean(error);
    const s = sd(error);
    const m4 = mean(error.map((e) => fourth(e - center)));
    const variance = (m4 - (fourth(s) * (n - 3)) / (n - 1)) / n;
    return scoreOf(s, Math.sqrt(variance) / (2 * s), n);
  },
);

function fourth(x: number): number {
  return x * x * (x * x);
}
