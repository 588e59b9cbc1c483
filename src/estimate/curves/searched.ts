import type { Channel, Dataset } from '../../dataset/types.ts';
import { saturate } from '../../media/saturation.ts';
import type { ChannelCurves } from '../../media/types.ts';
import { expandingFolds } from '../folds.ts';
import {
  adstocked,
  defaultQuantile,
  defaultRetention,
  geometricAdstock,
  hillCurves,
  stockQuantile,
} from './default.ts';
import { predictionError } from './predictionError.ts';

/** Retentions tried, of a geometric adstock with the default number of lags. */
const searchedRetentions = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const;
/** Half-saturations tried, as quantiles of adstocked spend; beside them twice its maximum, and no saturation. */
const searchedQuantiles = [0.3, 0.5, 0.7, 0.9] as const;
/** Folds of the expanding window. */
export const searchFolds = 5;
/** Rounds over the channels: the later ones seldom change a choice. */
const maxRounds = 3;

type Candidate = { readonly curves: ChannelCurves; readonly column: Float64Array };

/** Curves by coordinate-wise search: from the default curves, channel by channel in the dataset's order, the pair of
 *  retention and half-saturation on the grid with the least squared error of expanding-window predictions, the other
 *  channels' curves as they stand; until a round changes nothing, at most three. Of equals the first stays (the curve as
 *  it stands, then low retention, then low half-saturation). Nothing is drawn.
 *  @param fixed values of the columns that no curve touches, each G·T
 *  @returns one for each channel, in order */
export function searchedCurves(
  dataset: Dataset,
  channels: readonly Channel[],
  fixed: readonly Float64Array[],
): readonly ChannelCurves[] {
  const folds = expandingFolds(dataset.periods, searchFolds);
  const grids = channels.map((channel) => candidates(dataset, channel));
  const chosen = channels.map((_, c) => grids[c]!.find(isDefault) ?? grids[c]![0]!);
  const error = () =>
    predictionError([...fixed, ...chosen.map(({ column }) => column)], dataset.outcome.values, dataset.periods, folds);
  let least = error();
  for (let round = 0, changed = true; changed && round < maxRounds; round++) {
    changed = false;
    for (const [c, grid] of grids.entries()) {
      let best = chosen[c]!;
      for (const candidate of grid) {
        chosen[c] = candidate;
        const tried = error();
        if (tried < least) {
          least = tried;
          best = candidate;
          changed = true;
        }
      }
      chosen[c] = best;
    }
  }
  return chosen.map(({ curves }) => curves);
}

/** The grid of one channel that spends something in the window. */
function candidates(dataset: Dataset, channel: Channel): readonly Candidate[] {
  return searchedRetentions.flatMap((alpha): readonly Candidate[] => {
    const adstock = geometricAdstock(alpha);
    const stock = adstocked(dataset, channel, adstock);
    const hills = [
      ...searchedQuantiles.map((share) => stockQuantile(stock, share)!),
      2 * stock.reduce((a, b) => Math.max(a, b), 0),
    ].map((half) => {
      const curves = hillCurves(adstock, half);
      return { curves, column: saturate(stock, curves.saturation) };
    });
    const linear: ChannelCurves = { adstock, saturation: { curve: 'none', parameters: [] }, order: 'adstock-first' };
    return [...hills, { curves: linear, column: stock }];
  });
}

/** Is this the candidate where the default curve stands on the grid? */
function isDefault({ curves }: Candidate, index: number): boolean {
  const perRetention = searchedQuantiles.length + 2;
  return (
    curves.adstock.parameters[0] === defaultRetention &&
    index % perRetention === (searchedQuantiles as readonly number[]).indexOf(defaultQuantile)
  );
}
