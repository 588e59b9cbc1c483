import { correlation, sum } from '../../core/stats.ts';
import type { Dataset } from '../../dataset/types.ts';
import { varianceInflation } from '../../inference/leastSquares/collinearity.ts';
import { leastSquares } from '../../inference/leastSquares/fit.ts';
import { designMatrix, fixedColumns } from '../columns.ts';
import { perHead } from '../perHead.ts';
import { type SeasonalLook, seasonalLook } from './seasonalLook.ts';

/** One series as a regression would meet it. */
export type SeriesLook = {
  readonly name: string;
  readonly role: 'outcome' | 'channel' | 'control';
  /** Pearson's, with the outcome; null for a constant */
  readonly correlation: number | null;
  /** variance inflation among the regressors as they stand, with an intercept a geo; null where one is a combination of others */
  readonly vif: number | null;
  /** of what all channels spend; null for others */
  readonly spendShare: number | null;
};

/** What data say before any fit. */
export type DataLook = {
  readonly series: readonly SeriesLook[];
  /** Pearson's, of every pair, in the order of `series`; null with a constant */
  readonly correlations: readonly (readonly (number | null)[])[];
  readonly seasonality: SeasonalLook;
  /** rows per coefficient of least squares (intercepts, channels, controls), and with two curve parameters a channel besides */
  readonly rowsPerParameter: { readonly linear: number; readonly withCurves: number };
};

/** Correlations, variance inflation, spend shares, seasonality and rows per parameter, of series as they are: no adstock, no
 *  saturation. Geos are taken together, as one long series per head: totals would tell how large they are.
 *  @see docs/methods/data-hygiene.md */
export function dataLook(data: Dataset): DataLook {
  const dataset = perHead(data);
  const { channels, controls, outcome, geos } = dataset;
  const spends = channels.map(({ name, spend }) => ({ name, role: 'channel' as const, values: spend.window }));
  const regressors = [...spends, ...controls.map((control) => ({ ...control, role: 'control' as const }))];
  const all = [{ ...outcome, role: 'outcome' as const }, ...regressors];
  const correlations = all.map((a) => all.map((b) => correlation(a.values, b.values)));
  const inflation = inflations(dataset, regressors);
  const totals = data.channels.map(({ spend }) => sum(spend.window));
  const spent = sum(totals);
  const coefficients = geos.length + regressors.length;
  const rows = outcome.values.length;
  return {
    series: all.map(({ name, role }, i) => ({
      name,
      role,
      correlation: i === 0 ? null : correlations[0]![i]!,
      vif: i === 0 ? null : (inflation?.[i - 1] ?? null),
      spendShare: role === 'channel' && spent > 0 ? totals[i - 1]! / spent : null,
    })),
    correlations,
    seasonality: seasonalLook(dataset),
    rowsPerParameter: { linear: rows / coefficients, withCurves: rows / (coefficients + 2 * channels.length) },
  };
}

function inflations(dataset: Dataset, regressors: readonly { readonly values: Float64Array }[]): number[] | null {
  const intercepts = fixedColumns(dataset, { controls: 'none', trend: false, seasonality: 'none' });
  const columns = [...intercepts, ...regressors.map(({ values }) => ({ name: '', role: 'control' as const, values }))];
  const fit = leastSquares(designMatrix(columns), dataset.outcome.values, columns.length);
  if (fit.status !== 'ok') return null;
  return regressors.map((_, j) => varianceInflation(fit, intercepts.length + j, dataset.periods));
}
