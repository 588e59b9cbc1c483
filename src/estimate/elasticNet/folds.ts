import { type PreparedFold, prepareFold } from '../../inference/coordinateDescent/crossValidate.ts';
import type { PenalizedColumns } from '../../inference/coordinateDescent/design.ts';
import { expandingFolds } from '../folds.ts';
import { type Refused, refuse } from '../refusal.ts';

/** Expanding-window folds by period, all geos together, or why there are too few periods for them.
 *  @param unpenalized number of columns without a penalty, of which the first fold must leave something
 *  @param periods T, rows of one geo */
export function preparedFolds(
  columns: PenalizedColumns,
  unpenalized: number,
  periods: number,
  count: number,
): readonly PreparedFold[] | Refused {
  const tooFew = (why: string) => refuse('too-few-periods', `${count} expanding folds in ${periods} periods: ${why}`);
  if (periods <= count) return tooFew('each needs a period to predict, the first also one before it');
  const geos = columns.n / periods;
  const folds = expandingFolds(periods, count);
  const rows = folds[0]!.train * geos;
  if (rows <= unpenalized)
    return tooFew(`the first is fitted on ${rows} rows, with ${unpenalized} unpenalized columns`);
  return folds.map(({ train, test }) =>
    prepareFold(columns, rowsOf(geos, periods, 0, train), rowsOf(geos, periods, train, test)),
  );
}

/** Row numbers of periods from..to − 1 of every geo. */
function rowsOf(geos: number, periods: number, from: number, to: number): Int32Array {
  const length = to - from;
  return Int32Array.from({ length: geos * length }, (_, i) => Math.floor(i / length) * periods + from + (i % length));
}
