import { type ChannelTerm, channelTerm, type Places } from '../channelTerm.ts';
import type { PooledModel } from './model.ts';

/** Channels through their shared curves, geo by geo. */
export type GeoMedia = {
  /** takes the curves' parameters out of the parameter vector */
  readonly load: (theta: Float64Array) => void;
  /** adds β·f(adstock(x)) of channel m in a geo to T values */
  readonly forward: (m: number, geo: number, beta: number, mean: Float64Array) => void;
  /** given the derivatives in those T values, adds the curve parameters' to `byTheta` and returns that in β; after `forward`
   *  with the same β */
  readonly backward: (m: number, geo: number, beta: number, byMean: Float64Array, byTheta: Float64Array) => number;
  /** T values: the response of channel m in a geo at the last `forward` */
  readonly response: (m: number, geo: number) => Float64Array;
};

/** All work space is allocated here: a channel's own vector holds β, then the adstock's parameters, then the saturation's. */
export function geoMedia({ channels, layout, history, periods }: PooledModel): GeoMedia {
  const places = channels.map((_, m) => [...layout.adstock[m]!, ...layout.saturation[m]!]);
  const local = places.map((p) => new Float64Array(1 + p.length));
  const byLocal = places.map((p) => new Float64Array(1 + p.length));
  const terms: readonly (readonly ChannelTerm[])[] = channels.map(({ spends, ...channel }, m) => {
    const adstock = layout.adstock[m]!.map((_, j) => 1 + j);
    const own: Places = { beta: 0, adstock, saturation: layout.saturation[m]!.map((_, j) => 1 + adstock.length + j) };
    return spends.map((spend) => channelTerm({ ...channel, spend }, history, periods, own));
  });
  return {
    load: (theta) => {
      for (let m = 0; m < places.length; m++) {
        const own = places[m]!;
        for (let j = 0; j < own.length; j++) local[m]![1 + j] = theta[own[j]!]!;
      }
    },
    forward: (m, geo, beta, mean) => {
      local[m]![0] = beta;
      terms[m]![geo]!.forward(local[m]!, mean);
    },
    backward: (m, geo, beta, byMean, byTheta) => {
      const [own, by] = [places[m]!, byLocal[m]!];
      local[m]![0] = beta;
      terms[m]![geo]!.backward(local[m]!, byMean, by);
      for (let j = 0; j < own.length; j++) byTheta[own[j]!]! += by[1 + j]!;
      return by[0]!;
    },
    response: (m, geo) => terms[m]![geo]!.response,
  };
}
