import { InputError } from '../../core/errors.ts';
import type { Channel, Dataset } from '../../dataset/types.ts';
import type { ChannelCurves } from '../../media/types.ts';
import type { Column } from '../columns.ts';
import { expandingFolds } from '../folds.ts';
import { type Refused, refuse } from '../refusal.ts';
import { defaultCurves } from './default.ts';
import { searchedCurves, searchFolds } from './searched.ts';
import type { MediaSettings } from './settings.ts';

/** The curves of each channel, in order, by the estimator's `media` setting. The channels must spend something
 *  (`refuseChannels`).
 *  @param fixed columns that no curve touches; the search predicts with them
 *  @throws InputError when given curves leave a channel out, or the generating ones were never filled in */
export function resolveCurves(
  dataset: Dataset,
  channels: readonly Channel[],
  media: MediaSettings,
  fixed: readonly Column[],
): readonly ChannelCurves[] | Refused {
  // refuseChannels has seen to it that there is spend, hence a quantile
  if (media === 'default') return channels.map((channel) => defaultCurves(dataset, channel)!);
  if (media === 'searched') {
    const rows = expandingFolds(dataset.periods, searchFolds)[0]!.train * dataset.geos.length;
    const columns = fixed.length + channels.length;
    if (rows <= columns) {
      return refuse('too-few-periods', `the first of ${searchFolds} folds has ${rows} rows for ${columns} columns`);
    }
    return searchedCurves(
      dataset,
      channels,
      fixed.map(({ values }) => values),
    );
  }
  const { given } = media;
  if (given === 'truth') {
    throw new InputError({ path: 'media.given', message: 'received truth; only a study on a scenario can fill it in' });
  }
  const missing = channels.filter(({ name }) => given[name] === undefined);
  if (missing.length > 0) {
    throw new InputError(
      missing.map(({ name }) => ({ path: 'media.given', message: `no curves for channel "${name}"` })),
    );
  }
  return channels.map(({ name }) => given[name]!);
}
