import type { Saturation, SeriesGradient } from '../../media/types.ts';
import { convolution, recursion } from './carryover.ts';
import { correlateSource } from './convolution.ts';
import type { ModelChannel } from './model.ts';

/** A channel's share of the mean, and the gradient that flows back through its curves. */
export type MeanTerm = {
  /** adds β·f(adstock(x)) to `mean`, and remembers what `backward` needs */
  readonly forward: (theta: Float64Array, mean: Float64Array) => void;
  /** writes the derivatives in β and in every curve parameter, given those in the mean; after `forward` at the same point */
  readonly backward: (theta: Float64Array, byMean: Float64Array, byTheta: Float64Array) => void;
};

/** The share of a channel whose parameter is β. */
export type ChannelTerm = MeanTerm & Pick<ChannelCurve, 'response'>;

/** A channel's curves on its spend, without a coefficient. */
export type ChannelCurve = {
  /** T values: f of the adstocked spend (or the adstock of f) at the last point */
  readonly response: Float64Array;
  /** computes `response`, and remembers what `pullBack` needs */
  readonly respond: (theta: Float64Array) => void;
  /** writes the derivatives in every curve parameter, given those in the response, whose array it uses up; after `respond` */
  readonly pullBack: (byResponse: Float64Array, byTheta: Float64Array) => void;
};

/** Places of the channel's parameters in the parameter vector. */
export type Places = {
  readonly beta: number;
  readonly adstock: readonly number[];
  readonly saturation: readonly number[];
};

/** The whole series through a saturation: by the curve's own loop, or value by value. */
function seriesGradient({ gradient, gradientInto }: Saturation, parameters: number) {
  if (gradientInto !== undefined) return gradientInto;
  const scratch = new Float64Array(2 + parameters);
  return (x: Float64Array, p: ArrayLike<number>, { value, byInput, byParameter }: SeriesGradient): void => {
    for (let t = 0; t < x.length; t++) {
      gradient(x[t]!, p, scratch);
      value[t] = scratch[0]!;
      byInput[t] = scratch[1]!;
      for (let j = 0; j < parameters; j++) byParameter[j]![t] = scratch[2 + j]!;
    }
  };
}

/** @param history periods of spend before the window
 *  @param T periods of the window */
export function channelTerm(channel: ModelChannel, history: number, T: number, places: Places): ChannelTerm {
  const { response, respond, pullBack } = channelCurve(channel, history, T, places);
  const byResponse = new Float64Array(T);

  const forward = (theta: Float64Array, mean: Float64Array): void => {
    respond(theta);
    const beta = theta[places.beta]!;
    for (let t = 0; t < T; t++) mean[t]! += beta * response[t]!;
  };

  const backward = (theta: Float64Array, byMean: Float64Array, byTheta: Float64Array): void => {
    const beta = theta[places.beta]!;
    let byBeta = 0;
    for (let t = 0; t < T; t++) {
      byBeta += byMean[t]! * response[t]!;
      byResponse[t] = beta * byMean[t]!;
    }
    byTheta[places.beta] = byBeta;
    pullBack(byResponse, byTheta);
  };

  return { forward, backward, response };
}

/** @param history periods of spend before the window
 *  @param T periods of the window */
export function channelCurve(
  channel: ModelChannel,
  history: number,
  T: number,
  places: Omit<Places, 'beta'>,
): ChannelCurve {
  const { saturation, order, spend } = channel;
  const adstockFirst = order === 'adstock-first';
  // saturation acts on T adstocked values, or on all H + T of spend before the adstock
  const S = adstockFirst ? T : history + T;
  const p = new Float64Array(places.adstock.length);
  const byP = new Float64Array(p.length);
  const s = new Float64Array(places.saturation.length);
  const carried = new Float64Array(T);
  const curve: SeriesGradient = {
    value: new Float64Array(S),
    byInput: new Float64Array(S),
    byParameter: Array.from(s, () => new Float64Array(S)),
  };
  // derivatives in the saturation's values, where those are not the response
  const bySaturated = new Float64Array(adstockFirst ? 0 : S);
  const response = adstockFirst ? curve.value : carried;
  const saturate = seriesGradient(saturation, s.length);
  // with saturation first the way back needs the weights themselves
  const carryover = adstockFirst && channel.adstock.carry !== undefined ? recursion(channel, T) : convolution(channel);

  const respond = (theta: Float64Array): void => {
    for (let j = 0; j < p.length; j++) p[j] = theta[places.adstock[j]!]!;
    for (let j = 0; j < s.length; j++) s[j] = theta[places.saturation[j]!]!;
    if (adstockFirst) {
      carryover.forward(p, spend, carried);
      saturate(carried, s, curve);
    } else {
      saturate(spend, s, curve);
      carryover.forward(p, curve.value, carried);
    }
  };

  const pullBack = (byResponse: Float64Array, byTheta: Float64Array): void => {
    if (adstockFirst) {
      saturationGradient(byResponse, byTheta);
      for (let t = 0; t < T; t++) byResponse[t]! *= curve.byInput[t]!;
      carryover.backward(spend, byResponse, byP);
    } else {
      carryover.backward(curve.value, byResponse, byP);
      correlateSource(byResponse, carryover.weights(), bySaturated);
      saturationGradient(bySaturated, byTheta);
    }
    for (let j = 0; j < p.length; j++) byTheta[places.adstock[j]!] = byP[j]!;
  };

  const saturationGradient = (by: Float64Array, byTheta: Float64Array): void => {
    for (let j = 0; j < s.length; j++) {
      const derivative = curve.byParameter[j]!;
      let sum = 0;
      for (let t = 0; t < S; t++) sum += by[t]! * derivative[t]!;
      byTheta[places.saturation[j]!] = sum;
    }
  };

  return { response, respond, pullBack };
}
