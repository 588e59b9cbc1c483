import { conditionNumber, varianceInflation } from '../../inference/leastSquares/collinearity.ts';
import type { LeastSquaresFit } from '../../inference/leastSquares/fit.ts';
import { durbinWatson, summarize } from '../../inference/leastSquares/summary.ts';
import type { Column } from '../columns.ts';
import type { Diagnostics } from '../contract.ts';

/** What a least-squares fit says about itself. What is not defined (R² of a constant outcome) is left out.
 *  @param periods T, rows of one geo */
export function olsDiagnostics(fit: LeastSquaresFit, columns: readonly Column[], periods: number): Diagnostics {
  const { r2, r2Adjusted, sigma2, logLikelihood, aic, bic } = summarize(fit);
  const inflation = columns.flatMap(({ role, name }, j): [string, number][] =>
    role === 'channel' ? [[`vif.${name}`, varianceInflation(fit, j, periods)]] : [],
  );
  const all: [string, number][] = [
    ['df', fit.df],
    ['r2', r2],
    ['r2_adjusted', r2Adjusted],
    ['sigma', Math.sqrt(sigma2)],
    ['log_likelihood', logLikelihood],
    ['aic', aic],
    ['bic', bic],
    ['durbin_watson', durbinWatson(fit.residuals, periods)],
    ['condition_number', conditionNumber(fit)],
    ...inflation,
  ];
  return Object.fromEntries(all.filter(([, value]) => Number.isFinite(value)));
}
