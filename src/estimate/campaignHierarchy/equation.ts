import type { Column } from '../columns.ts';
import { mediaColumns } from '../mediaColumns.ts';
import { headSum, type PerHead } from '../perHead.ts';
import { type Refused, refuse } from '../refusal.ts';
import type { ChannelResponse } from '../response.ts';
import { type Family, familyOf } from './family.ts';
import type { CampaignSettings } from './settings.ts';

/** An outcome equation whose coefficients are ROAS: y = Zγ + Σ_c ρ_c w_c + e. Campaigns of one parent are alike in what a unit of
 *  money brings, and not in β, which counts in units of its own column. */
export type CampaignEquation = Family & {
  /** intercepts, trend, waves, controls */
  readonly fixed: readonly Column[];
  /** w_c = f_c(x_c)/u_c, in the order of `responses` */
  readonly channels: readonly Column[];
  readonly responses: readonly ChannelResponse[];
  /** u_c: ROAS of β_c = 1, over the whole window with all of its carryover */
  readonly perCoefficient: Float64Array;
  /** Σ spend in the window, all heads: the weights of a parent's ROAS */
  readonly spend: Float64Array;
  readonly periods: number;
};

/** @param leftOut channels that this equation does without
 *  @throws InputError for names that the data do not have */
export function campaignEquation(
  dataset: PerHead,
  settings: CampaignSettings,
  leftOut: readonly string[] = [],
): CampaignEquation | Refused {
  const kept = (settings.channels === 'all' ? dataset.channels.map(({ name }) => name) : settings.channels).filter(
    (name) => !leftOut.includes(name),
  );
  const media = mediaColumns(dataset, { ...settings, channels: kept });
  if ('status' in media) return media;
  const { columns, responses } = media;
  // a channel with volume can move without money, and then has no ROAS to be alike in
  const unpaid = responses.filter(({ channel }) => !(spendOf(dataset, channel) > 0)).map(({ channel }) => channel);
  if (unpaid.length > 0) return refuse('all-zero-channel', `no ROAS without spend in the window: ${unpaid.join(', ')}`);
  const perCoefficient = Float64Array.from(responses, (response) => wholeRoas(response, dataset.periods));
  const fixed = columns.slice(0, columns.length - responses.length);
  const channels = columns.slice(fixed.length).map((column, c) => ({
    ...column,
    values: column.values.map((value) => value / perCoefficient[c]!),
  }));
  const names = responses.map(({ channel }) => channel);
  const spend = Float64Array.from(names, (name) => spendOf(dataset, name));
  const { periods } = dataset;
  return { ...familyOf(names, settings.parents), fixed, channels, responses, perCoefficient, spend, periods };
}

/** ROAS of a unit coefficient over the whole window. */
export function wholeRoas({ effect, channel, curves }: ChannelResponse, periods: number): number {
  const roas = effect({ channel, kind: 'roas.total', window: [0, periods - 1], tail: curves.adstock.maxLag - 1 });
  // there is spend in the window, and curves are 0 at 0 and above it elsewhere
  if (roas === null || !(roas > 0)) throw new RangeError(`the ROAS of a unit coefficient of ${channel} is ${roas}`);
  return roas;
}

function spendOf(dataset: PerHead, name: string): number {
  return headSum(dataset.channels.find((channel) => channel.name === name)!.spend.window, dataset);
}
