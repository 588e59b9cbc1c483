import { mean } from '../../../core/stats.ts';
import type { EstimateRow } from '../../data/types.ts';
import type { View } from '../figure.ts';
import { groupBy } from './group.ts';
import { isFiniteNumber } from './rows.ts';

/** An estimate's error on a scale that channels share: in units of the channel's mean truth in its cell, as
 *  relative_bias is: where that is negative, an estimate below the truth has an error above 0. */
export type RelativeError = {
  readonly row: EstimateRow;
  readonly error: number;
  /** one over the mean truth: times it, numbers of the row are on the scale of `error` */
  readonly unit: number;
  readonly se: number | null;
  /** does the interval at the chosen level hold the truth? null where there is none */
  readonly covers: boolean | null;
};

/** Errors of all estimates of fits that succeeded (the others' numbers are kept, but not scored either) that have a truth and
 *  a point; those of channels whose truths are 0 on average have no such scale. */
export function relativeErrors(view: View): readonly RelativeError[] {
  const level = levelIndex(view);
  const succeeded = view.estimates.filter(({ status }) => status === 'ok');
  const byPlace = groupBy(succeeded, ({ cell, channel, estimand }) => JSON.stringify([cell, channel, estimand]));
  return [...byPlace.values()].flatMap((rows) => {
    const truths = rows.flatMap(({ truth }) => (isFiniteNumber(truth) ? [truth] : []));
    if (truths.length === 0) return [];
    const center = mean(truths);
    const unit = 1 / center;
    if (!Number.isFinite(unit)) return [];
    return rows.flatMap((row): readonly RelativeError[] => {
      const { truth, point, se } = row;
      if (!isFiniteNumber(truth) || !isFiniteNumber(point)) return [];
      const lower = row.lower[level];
      const upper = row.upper[level];
      const covers = isFiniteNumber(lower) && isFiniteNumber(upper) ? lower <= truth && truth <= upper : null;
      return [
        { row, error: (point - truth) / center, unit, se: isFiniteNumber(se) ? se / Math.abs(center) : null, covers },
      ];
    });
  });
}

/** Of the chosen level among the study's; -1 where it is none of them. */
function levelIndex({ data, level }: View): number {
  return data.study.levels.findIndex((own) => Math.abs(own - level) < 1e-9);
}
