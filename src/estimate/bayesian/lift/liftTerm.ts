import { log } from '../../../core/math.ts';
import { channelCurve, type Places } from '../channelTerm.ts';
import { placesOf } from '../channelTerms.ts';
import { LOG_SQRT_2PI } from '../errors/sigma.ts';
import type { MmmModel, ModelChannel } from '../model.ts';
import { coefficient } from './coefficient.ts';
import type { ModelLift } from './types.ts';

/** The tests' share of the log likelihood at a point; it adds its derivatives to those of the parameters, which are on the scale
 *  of the parameters and complete but for this. */
export type LiftTerm = (theta: Float64Array, byTheta: Float64Array) => number;

/** All tests of a model; null for a model without any, which then does no work for them. Work space is allocated here. */
export function liftTerm(model: MmmModel): LiftTerm | null {
  const { channels, history, layout, lifts = [], y } = model;
  if (lifts.length === 0) return null;
  const tested = placesOf(layout).flatMap((places, m) => {
    const own = lifts.filter(({ channel }) => channel === m);
    return own.length === 0 ? [] : [channelLifts(channels[m]!, own, history, y.length, places)];
  });
  return (theta, byTheta) => {
    let total = 0;
    for (const term of tested) total += term(theta, byTheta);
    return total;
  };
}

function channelLifts(
  channel: ModelChannel,
  lifts: readonly ModelLift[],
  history: number,
  T: number,
  places: Places,
): LiftTerm {
  const beta = coefficient(channel, history, T, places);
  const tests = lifts.map((lift) => difference(channel, lift, places));
  return (theta, byTheta) => {
    const at = beta.at(theta);
    let value = 0;
    let byBeta = 0;
    for (let k = 0; k < tests.length; k++) {
      const { effect, se } = lifts[k]!;
      const perUnit = tests[k]!.respond(theta);
      const z = (effect - at * perUnit) / se;
      value -= (z * z) / 2 + log(se) + LOG_SQRT_2PI;
      byBeta += (z / se) * perUnit;
      tests[k]!.pullBack((z / se) * at, byTheta);
    }
    beta.pullBack(byBeta, byTheta);
    return value;
  };
}

/** sign·Σ[f(a_t) − f(a′_t)], what the test measures at β = 1, and the way back into the curves. */
function difference(channel: ModelChannel, { factual, changed, lead, sign }: ModelLift, places: Places) {
  const length = factual.length - lead;
  const curvePlaces = [...places.adstock, ...places.saturation];
  const sides = [factual, changed].map((spend, side) => ({
    curve: channelCurve({ ...channel, spend }, lead, length, places),
    weight: side === 0 ? sign : -sign,
  }));
  const byResponse = new Float64Array(length);
  const byParameter = new Float64Array(1 + Math.max(0, ...curvePlaces));
  return {
    respond: (theta: Float64Array): number => {
      let total = 0;
      for (const { curve, weight } of sides) {
        curve.respond(theta);
        for (let t = 0; t < length; t++) total += weight * curve.response[t]!;
      }
      return total;
    },
    pullBack: (by: number, byTheta: Float64Array): void => {
      for (const { curve, weight } of sides) {
        byResponse.fill(by * weight);
        curve.pullBack(byResponse, byParameter);
        for (const place of curvePlaces) byTheta[place]! += byParameter[place]!;
      }
    },
  };
}
