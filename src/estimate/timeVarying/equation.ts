import { wholeRoas } from '../campaignHierarchy/equation.ts';
import type { Column } from '../columns.ts';
import { mediaColumns } from '../mediaColumns.ts';
import type { PerHead } from '../perHead.ts';
import { type Refused, refuse } from '../refusal.ts';
import { type ChannelResponse, channelResponse } from '../response.ts';
import { type Reduced, reduceColumns } from '../varianceParts/reduced.ts';
import { knotCount, knotPlaces, knotWeights } from './knots.ts';
import type { TimeVaryingSettings } from './settings.ts';

/** A channel with a coefficient at each knot: β(t) = Σ_j k_j(t)·b_j, counted in units of ROAS. */
export type VaryingChannel = {
  readonly name: string;
  /** ROAS over the whole window, with all of its carryover, of a coefficient that is 1 throughout */
  readonly perCoefficient: number;
  /** the column of a coefficient that is constant, over `perCoefficient` */
  readonly column: Column;
  /** J: what the channel's media do through each knot, in the media's own units */
  readonly knots: readonly ChannelResponse[];
};

/** y = Zγ + Σ_c β_c(t)·w_c + e, w_c = f_c(x_c)/u_c. */
export type VaryingEquation = {
  /** intercepts, trend, waves, controls */
  readonly fixed: readonly Column[];
  readonly channels: readonly VaryingChannel[];
  /** J, periods from the window's first */
  readonly places: Float64Array;
};

/** @throws InputError for names that the data do not have */
export function varyingEquation(dataset: PerHead, settings: TimeVaryingSettings): VaryingEquation | Refused {
  const { periods } = dataset;
  const count = knotCount(settings.knots, periods, dataset.period);
  if (count > periods) {
    return refuse('too-few-periods', `${count} knots for ${periods} periods; at most one a period can be told apart`);
  }
  const media = mediaColumns(dataset, settings);
  if ('status' in media) return media;
  const { columns, responses } = media;
  const places = knotPlaces(count, periods);
  const weights = knotWeights(places, periods, settings);
  const fixed = columns.slice(0, columns.length - responses.length);
  const channels = responses.map((response): VaryingChannel => {
    const { channel: name, curves, window } = response;
    const channel = dataset.channels.find((each) => each.name === name)!;
    const perCoefficient = wholeRoas(response, periods);
    const values = window.map((value) => value / perCoefficient);
    const knots = weights.map((weight) => channelResponse(dataset, channel, curves, weight));
    return { name, perCoefficient, column: { name, role: 'channel', values }, knots };
  });
  return { fixed, channels, places };
}

/** The equation as flat coefficients, of which each channel's first knot is one, and standardized steps z of the random walks:
 *  b_j = b_1 + τ_c(z_2 + … + z_j), so step i stands beside w_c·Σ_{j ≥ i} k_j. Steps are grouped by channel.
 *  @param y G·T, per head */
export function reduceVarying({ fixed, channels }: VaryingEquation, y: Float64Array): Reduced | Refused {
  const steps = channels.flatMap(({ knots, perCoefficient }) => {
    const tail = new Float64Array(y.length);
    const columns: Float64Array[] = [];
    for (let j = knots.length - 1; j >= 1; j--) {
      for (let i = 0; i < tail.length; i++) tail[i]! += knots[j]!.window[i]! / perCoefficient;
      columns.unshift(tail.slice());
    }
    return columns;
  });
  const parts = reduceColumns([...fixed, ...channels.map(({ column }) => column)], steps, y);
  if ('status' in parts) return parts;
  const parentOf = Int32Array.from(channels.flatMap(({ knots }, c) => knots.slice(1).map(() => c)));
  return { ...parts, members: parentOf.map((_, i) => i), parentOf, parents: channels.length };
}
