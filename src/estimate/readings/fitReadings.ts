import { mean } from '../../core/stats.ts';
import { durbinWatson } from '../../inference/leastSquares/summary.ts';
import type { Diagnostics } from '../contract.ts';

/** Before their names, so that they stand beside what an estimator reports of itself. */
export const READING = 'reading.';

/** How a fit follows the outcome it was fitted to, the same for every estimator: R² = 1 − Σe²/Σ(y − ȳ)², MAPE = mean |e|/|y|,
 *  MAE, RMSE, and Durbin–Watson of the residuals. What is not defined (R² of a constant, MAPE with a zero) is left out.
 *  @param outcome, fitted G·T
 *  @param periods T
 *  @see docs/methods/readings.md */
export function fitReadings(outcome: Float64Array, fitted: Float64Array, periods: number): Diagnostics {
  const residuals = outcome.map((y, i) => y - fitted[i]!);
  const center = mean(outcome);
  const squares = mean(residuals.map((e) => e * e));
  const all: readonly (readonly [string, number])[] = [
    ['r2', 1 - squares / mean(outcome.map((y) => (y - center) * (y - center)))],
    ['mape', mean(residuals.map((e, i) => Math.abs(e / outcome[i]!)))],
    ['mae', mean(residuals.map(Math.abs))],
    ['rmse', Math.sqrt(squares)],
    ['durbin_watson', durbinWatson(residuals, periods)],
  ];
  return Object.fromEntries(
    all.filter(([, value]) => Number.isFinite(value)).map(([name, value]) => [READING + name, value]),
  );
}
