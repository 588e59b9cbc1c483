import type { Channel } from '../../dataset/types.ts';
import type { ChannelCurves } from '../../media/types.ts';
import { type Column, designMatrix, fixedColumns, keptChannels } from '../columns.ts';
import type { FitRequest } from '../contract.ts';
import { type Counterfactuals, counterfactuals, type Predictor } from '../counterfactual.ts';
import { fixedColumnsOver, overWindow } from '../counterfactualRows.ts';
import { resolveCurves } from '../curves/resolve.ts';
import type { PerHead } from '../perHead.ts';
import { type Refused, refuseChannels, refuseFlatColumns } from '../refusal.ts';
import type { BasisModel, BasisSettings } from './types.ts';

/** What a basis regression is fitted to, and how it predicts. */
export type BasisDesign = {
  readonly channels: readonly Channel[];
  readonly curves: readonly ChannelCurves[];
  readonly questions: Counterfactuals;
  /** over the window: fixed columns, then those of each channel, in order */
  readonly columns: readonly Column[];
  /** the same over the horizon with other media, G·(T + tail) each */
  readonly over: (media: readonly Float64Array[]) => readonly Float64Array[];
};

/** Columns by the model and the settings, or why some channel can have none.
 *  @throws InputError for names that the data do not have */
export function basisDesign(
  dataset: PerHead,
  settings: BasisSettings,
  model: BasisModel,
  request: Pick<FitRequest, 'estimands' | 'curves'>,
): BasisDesign | Refused {
  const channels = keptChannels(dataset, settings.channels);
  const refused = refuseChannels(dataset, channels);
  if (refused !== undefined) return refused;
  const resolved = resolveCurves(dataset, channels, settings.media, fixedColumns(dataset, settings));
  if ('status' in resolved) return resolved;
  const curves = model.carryoverOnly ? resolved.map(carryover) : resolved;
  const questions = counterfactuals(dataset, channels, curves, request);
  const { tail, media } = questions;
  const window = (series: Float64Array) => overWindow(series, dataset.periods, tail);
  const bases = channels.map(({ name }, c) => model.basis(name, window(media[c]!)));
  const fixed = fixedColumnsOver(dataset, settings, tail);
  const functions = (changed: readonly Float64Array[]) => changed.map((series, c) => bases[c]!.columns(series));
  const columns = [
    ...fixed.map((column) => ({ ...column, values: window(column.values) })),
    ...functions(media).flatMap((values, c) =>
      values.map((series, p): Column => ({ name: bases[c]!.names[p]!, role: 'channel', values: window(series) })),
    ),
  ];
  const over = (changed: readonly Float64Array[]) => [
    ...fixed.map(({ values }) => values),
    ...functions(changed).flat(),
  ];
  return refuseFlatColumns(columns, dataset.periods) ?? { channels, curves, questions, columns, over };
}

/** A model's prediction from its columns over the horizon. */
export function predictor(
  { over }: Pick<BasisDesign, 'over'>,
  of: (x: Float64Array, rows: number) => Float64Array,
): Predictor {
  return (media) => {
    const columns = over(media);
    const values = columns.map((series): Column => ({ name: '', role: 'channel', values: series }));
    return of(designMatrix(values), columns[0]!.length);
  };
}

const carryover = ({ adstock }: ChannelCurves): ChannelCurves => ({
  adstock,
  saturation: { curve: 'none', parameters: [] },
  order: 'adstock-first',
});
