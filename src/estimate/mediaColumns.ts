import type { Dataset } from '../dataset/types.ts';
import { type Column, type ColumnSettings, fixedColumns, keptChannels, keptControls } from './columns.ts';
import type { Conditioning } from './contract.ts';
import { resolveCurves } from './curves/resolve.ts';
import type { MediaSettings } from './curves/settings.ts';
import type { PerHead } from './perHead.ts';
import { type Refused, refuseChannels, refuseFlatColumns } from './refusal.ts';
import { type ChannelResponse, channelResponse } from './response.ts';

/** The regressors of a single equation with media through curves that the fit takes as known. */
export type MediaColumns = {
  /** fixed columns, then channels in the order of `responses` */
  readonly columns: readonly Column[];
  readonly responses: readonly ChannelResponse[];
};

type Settings = ColumnSettings & {
  readonly media: MediaSettings;
  readonly intercepts?: 'geo' | 'common' | undefined;
};

/** All columns by an estimator's settings, or why some channel can have none.
 *  @throws InputError for names that the data do not have */
export function mediaColumns(dataset: PerHead, settings: Settings): MediaColumns | Refused {
  const channels = keptChannels(dataset, settings.channels);
  const fixed = fixedColumns(dataset, settings);
  const refused = refuseChannels(dataset, channels);
  if (refused !== undefined) return refused;
  const curves = resolveCurves(dataset, channels, settings.media, fixed);
  if ('status' in curves) return curves;
  const responses = channels.map((channel, c) => channelResponse(dataset, channel, curves[c]!));
  const columns = [
    ...fixed,
    ...responses.map(({ channel, window }): Column => ({ name: channel, role: 'channel', values: window })),
  ];
  return refuseFlatColumns(columns, dataset.periods) ?? { columns, responses };
}

/** What such an equation conditions on: the channels and controls that it keeps. */
export function singleEquationConditioning(settings: ColumnSettings, dataset: Dataset): Conditioning {
  const kept = [...keptChannels(dataset, settings.channels), ...keptControls(dataset, settings.controls)];
  return { variables: kept.map(({ name }) => name), models: [] };
}
