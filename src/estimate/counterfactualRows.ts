import type { Dataset, PeriodUnit } from '../dataset/types.ts';
import { type Column, type ColumnSettings, fixedColumns } from './columns.ts';

/** Periods of a year: what was so at this time last year. */
const year: Readonly<Record<PeriodUnit, number>> = { day: 364, week: 52, month: 12, quarter: 4, year: 1 };

/** The columns that are not media over the horizon, G·(T + tail) each. After the window nobody knows the controls; a model
 *  in which media add up does not need them there, any other does, since what a channel brings depends on them. So:
 *  intercepts, trend and Fourier pairs, which are functions of time, go on; a control has the value of the same time a
 *  year before (364 days, 52 weeks), or where the window has no year, its mean over the window, geo by geo. Only effects
 *  in the tail are touched by this, 3 to 4 % of a ROAS over two years. */
export function fixedColumnsOver(
  dataset: Dataset,
  settings: Omit<ColumnSettings, 'channels'> & { readonly intercepts?: 'geo' | 'common' | undefined },
  tail: number,
): readonly Column[] {
  const { periods } = dataset;
  const controls = dataset.controls.map((series) => ({
    ...series,
    values: prolonged(series.values, periods, tail, year[dataset.period]),
  }));
  return fixedColumns({ ...dataset, periods: periods + tail, controls }, settings);
}

function prolonged(values: Float64Array, periods: number, tail: number, every: number): Float64Array {
  const geos = values.length / periods;
  const rows = periods + tail;
  const out = new Float64Array(geos * rows);
  for (let g = 0; g < geos; g++) {
    const inside = values.subarray(g * periods, (g + 1) * periods);
    const mean = inside.reduce((sum, value) => sum + value, 0) / periods;
    const here = out.subarray(g * rows, (g + 1) * rows);
    here.set(inside);
    for (let t = periods; t < rows; t++) here[t] = periods < every ? mean : here[t - every]!;
  }
  return out;
}

/** The window's part of a series over the horizon: G·T of G·(T + tail). */
export function overWindow(series: Float64Array, periods: number, tail: number): Float64Array {
  const rows = periods + tail;
  const geos = series.length / rows;
  const out = new Float64Array(geos * periods);
  for (let g = 0; g < geos; g++) out.set(series.subarray(g * rows, g * rows + periods), g * periods);
  return out;
}
