import { channelCurve, type MeanTerm, type Places } from '../channelTerm.ts';
import type { ModelChannel } from '../model.ts';
import type { CountedReturn } from './countedReturn.ts';

/** A channel whose parameter is its ROAS; β follows from its curves. */
export type RoasTerm = MeanTerm & {
  /** β on the scaled data, at the last point */
  readonly beta: () => number;
};

/** With R the ROAS and G(p) the responses that it counts, on scaled data:
 *
 *      β = R·spend/G(p),   G = Σ_{W + tail} f(a_t) − Σ f(a_t without W),
 *
 *  and the channel adds β·f(a_t) to the mean. ROAS and curves are the parameters, so no Jacobian is due. With L′_t the
 *  derivative in the mean and c = Σ L′_t·f(a_t)/G, the way back is that of β·f(a) under L′_t − c at counted periods and under
 *  c where W has no spend: one pass for likelihood and ROAS together.
 *  @param history periods of spend before the window
 *  @param T periods of the window
 *  @param places `beta` is the place of ROAS */
export function roasTerm(
  channel: ModelChannel,
  counted: CountedReturn,
  history: number,
  T: number,
  places: Places,
): RoasTerm {
  const { first, last, after, rest, spend } = counted;
  const span = T + after.length;
  const extended = { ...channel, spend: Float64Array.from([...channel.spend, ...after]) };
  const whole = channelCurve(extended, history, span, places);
  const left =
    rest === null ? null : channelCurve({ ...channel, spend: rest.exposure }, rest.history, rest.periods, places);
  const curvePlaces = [...places.adstock, ...places.saturation];
  const byWhole = new Float64Array(span);
  const byLeft = new Float64Array(rest?.periods ?? 0);
  const byRest = new Float64Array(1 + Math.max(0, ...curvePlaces));
  const { response } = whole;
  // β and β/ROAS at the last point: a number that two closures share and change is boxed anew each time
  const point = new Float64Array(2);

  const forward = (theta: Float64Array, mean: Float64Array): void => {
    whole.respond(theta);
    let total = 0;
    for (let t = first; t <= last; t++) total += response[t]!;
    if (left !== null) {
      left.respond(theta);
      for (let t = 0; t < byLeft.length; t++) total -= left.response[t]!;
    }
    const gain = spend / total;
    const beta = theta[places.beta]! * gain;
    for (let t = 0; t < T; t++) mean[t]! += beta * response[t]!;
    point[0] = beta;
    point[1] = gain;
  };

  const backward = (_: Float64Array, byMean: Float64Array, byTheta: Float64Array): void => {
    const beta = point[0]!;
    let byBeta = 0;
    for (let t = 0; t < T; t++) {
      byBeta += byMean[t]! * response[t]!;
      byWhole[t] = beta * byMean[t]!;
    }
    const byRoas = byBeta * point[1]!;
    byTheta[places.beta] = byRoas;
    const share = (beta * byRoas) / spend;
    for (let t = T; t < span; t++) byWhole[t] = 0;
    for (let t = first; t <= last; t++) byWhole[t]! -= share;
    whole.pullBack(byWhole, byTheta);
    if (left === null) return;
    byLeft.fill(share);
    left.pullBack(byLeft, byRest);
    for (let j = 0; j < curvePlaces.length; j++) byTheta[curvePlaces[j]!]! += byRest[curvePlaces[j]!]!;
  };

  return { forward, backward, beta: () => point[0]! };
}
