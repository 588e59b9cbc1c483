import { channelCurve, type Places } from '../channelTerm.ts';
import type { ModelChannel } from '../model.ts';
import type { CountedReturn } from '../roas/countedReturn.ts';

/** A channel's β on the scaled data, and the way back from a derivative in it. */
export type Coefficient = {
  readonly at: (theta: Float64Array) => number;
  /** adds to the derivatives of the parameters; after `at` at the same point */
  readonly pullBack: (byBeta: number, byTheta: Float64Array) => void;
};

/** @param history periods of spend before the window
 *  @param T periods of the window */
export function coefficient(channel: ModelChannel, history: number, T: number, places: Places): Coefficient {
  return channel.counted === undefined
    ? ownParameter(places.beta)
    : ofRoas(channel, channel.counted, history, T, places);
}

function ownParameter(place: number): Coefficient {
  return {
    at: (theta) => theta[place]!,
    pullBack: (byBeta, byTheta) => {
      byTheta[place]! += byBeta;
    },
  };
}

/** β = R·spend/G(p), where the parameter is the ROAS R; G as in `roasTerm`. */
function ofRoas(
  channel: ModelChannel,
  { first, last, after, rest, spend }: CountedReturn,
  history: number,
  T: number,
  places: Places,
): Coefficient {
  const span = T + after.length;
  const curveOf = (exposure: Float64Array, lead: number, length: number) =>
    channelCurve({ ...channel, spend: exposure }, lead, length, places);
  const whole = curveOf(Float64Array.from([...channel.spend, ...after]), history, span);
  const left = rest === null ? null : curveOf(rest.exposure, rest.history, rest.periods);
  const curvePlaces = [...places.adstock, ...places.saturation];
  const byParameter = new Float64Array(1 + Math.max(0, ...curvePlaces));
  const byWhole = new Float64Array(span);
  const byLeft = new Float64Array(rest?.periods ?? 0);
  let beta = 0;
  let total = 0;

  const takeOver = (byTheta: Float64Array): void => {
    for (const place of curvePlaces) byTheta[place]! += byParameter[place]!;
  };

  return {
    at: (theta) => {
      whole.respond(theta);
      left?.respond(theta);
      total = 0;
      for (let t = first; t <= last; t++) total += whole.response[t]!;
      for (let t = 0; t < byLeft.length; t++) total -= left!.response[t]!;
      beta = (theta[places.beta]! * spend) / total;
      return beta;
    },
    pullBack: (byBeta, byTheta) => {
      byTheta[places.beta]! += (byBeta * spend) / total;
      const byTotal = (-byBeta * beta) / total;
      byWhole.fill(0);
      byWhole.fill(byTotal, first, last + 1);
      whole.pullBack(byWhole, byParameter);
      takeOver(byTheta);
      if (left === null) return;
      byLeft.fill(-byTotal);
      left.pullBack(byLeft, byParameter);
      takeOver(byTheta);
    },
  };
}
