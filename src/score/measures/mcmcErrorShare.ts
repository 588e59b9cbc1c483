import { mean, sd } from '../../core/stats.ts';
import type { Performance } from '../types.ts';
import { ownMeasure } from './kinds.ts';
import { scoreOf } from './score.ts';

/** Above this share a cell is flagged, not failed: by then the sampling inside the fits adds half a percent to the RMSE
 *  (√(1 + .1²) ≈ 1.005). */
export const mcmcErrorLimit = 0.1;

/** Monte Carlo error inside the fits (MCMC, bootstrap) against the error of the fits. Its own MCSE is the delta method
 *  for the root of a ratio of means. @see statistics.md §3 */
export const mcmcErrorShare = ownMeasure(
  {
    id: 'mcmc_error_share',
    about: `Monte Carlo error inside the fits over root mean squared error; flagged above ${mcmcErrorLimit}`,
    formula: '√mean mcse² / √mean e²',
    needs: ['truth', 'mcse'],
  },
  ({ n, error, mcse }) => {
    const inside = mean(mcse.map((m) => m * m));
    const whole = mean(error.map((e) => e * e));
    const ratio = Math.sqrt(inside / whole);
    const influence = error.map((e, i) => (mcse[i]! * mcse[i]!) / inside / 2 - (e * e) / whole / 2);
    return scoreOf(ratio, (ratio * sd(influence)) / Math.sqrt(n), n);
  },
);

/** Rows of cells whose own sampling is part of the error that they report. @see statistics.md §3 */
export function flaggedRows(rows: readonly Performance[]): readonly Performance[] {
  return rows.filter(
    ({ measure, policy, value }) =>
      measure === mcmcErrorShare.id && policy === 'as-analyzed' && value !== null && value > mcmcErrorLimit,
  );
}
