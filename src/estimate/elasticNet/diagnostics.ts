import { mean } from '../../core/stats.ts';
import type { ElasticNetFit } from '../../inference/coordinateDescent/elasticNet.ts';
import { durbinWatson } from '../../inference/leastSquares/summary.ts';
import type { Column } from '../columns.ts';
import type { Diagnostics } from '../contract.ts';
import type { Selected } from './selection.ts';

/** What a penalized fit says about itself. What is not defined (Durbin–Watson without residuals) is left out.
 *  @param periods T, rows of one geo */
export function elasticNetDiagnostics(
  fit: ElasticNetFit,
  { penalty, diagnostics }: Selected,
  columns: readonly Column[],
  y: Float64Array,
  residuals: Float64Array,
  periods: number,
): Diagnostics {
  const center = mean(y);
  let rss = 0;
  let tss = 0;
  for (let i = 0; i < y.length; i++) {
    rss += residuals[i]! * residuals[i]!;
    tss += (y[i]! - center) * (y[i]! - center);
  }
  const channels = columns.flatMap(({ role }, j) => (role === 'channel' ? [fit.coefficients[j]!] : []));
  const all: [string, number][] = [
    ['penalty', penalty.alpha],
    ['l1_ratio', penalty.l1Ratio],
    ...Object.entries(diagnostics),
    ['n_zero', fit.scaled.filter((b) => b === 0).length],
    ['n_zero_channels', channels.filter((b) => b === 0).length],
    ['df_effective', fit.df],
    ['gap', fit.gap / fit.outcomeSquare],
    ['r2', 1 - rss / tss],
    ['durbin_watson', durbinWatson(residuals, periods)],
  ];
  return Object.fromEntries(all.filter(([, value]) => Number.isFinite(value)));
}
