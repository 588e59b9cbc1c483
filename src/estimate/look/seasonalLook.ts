import { sum } from '../../core/stats.ts';
import type { Dataset, PeriodUnit } from '../../dataset/types.ts';
import { leastSquares } from '../../inference/leastSquares/fit.ts';
import { designMatrix, fixedColumns } from '../columns.ts';

/** Periods of a year, and of a week for days: where a season is looked for. */
const seasons: Readonly<Record<PeriodUnit, readonly number[]>> = {
  day: [7, 365],
  week: [52],
  month: [12],
  quarter: [4],
  year: [],
};

/** Two waves a season: its height and one more shape. Our convention. */
const waves = 2;

/** How far the outcome follows trend and season. Shares are of the variance within geos. */
export type SeasonalLook = {
  /** share that a linear trend explains; null for a constant outcome and without dates */
  readonly trend: number | null;
  /** share of what the trend leaves that Fourier pairs of each season explain, less what noise would explain (adjusted as R² is);
   *  only of seasons that the data hold twice */
  readonly seasons: readonly { readonly every: number; readonly share: number }[];
};

/** Without dates nobody says that rows are in order of time: then nothing is looked for.
 *  @see docs/methods/data-hygiene.md */
export function seasonalLook(dataset: Dataset): SeasonalLook {
  const { periods, period, outcome, dates } = dataset;
  if (dates === null) return { trend: null, seasons: [] };
  const left = (settings: Partial<Parameters<typeof fixedColumns>[1]>) => {
    const columns = fixedColumns(dataset, { controls: 'none', trend: false, seasonality: 'none', ...settings });
    const fit = leastSquares(designMatrix(columns), outcome.values, columns.length);
    return fit.status === 'ok' ? { rss: fit.rss, df: fit.df } : null;
  };
  const level = left({});
  const trended = left({ trend: true });
  // rounding leaves a little of a constant
  const noise = 1e-24 * sum(outcome.values.map((y) => y * y));
  if (level === null || trended === null || !(level.rss > noise)) return { trend: null, seasons: [] };
  const found = seasons[period].flatMap((every) => {
    const pairs = Math.min(waves, Math.floor(every / 2));
    const seasonal = periods < 2 * every ? null : left({ trend: true, seasonality: { every, pairs } });
    if (seasonal === null || !(trended.rss > noise)) return [];
    return [{ every, share: Math.max(0, 1 - seasonal.rss / seasonal.df / (trended.rss / trended.df)) }];
  });
  return { trend: 1 - trended.rss / level.rss, seasons: found };
}
