import { log } from '../../core/math.ts';
import { positive } from '../../inference/transforms/transform.ts';
import type { Places } from './channelTerm.ts';
import type { ModelChannel, ModelParameter } from './model.ts';

/** The sampler's coordinate of a channel's effect: u of the effect at mean spend, β·f(x̄) = s·T(u), in place of log β. The data
 *  inform that level whatever the curve, while β and the curve's rate trade off along a bent ridge. T is `positive`, in which a
 *  level that the data leave near 0 has no long tail; s is the outcome's standard deviation.
 *
 *  `at` holds for each axis the parameter, its derivative in u, the log of that, and the log's derivative (`Transform.evaluate`). */
export type EffectLevel = {
  /** puts β into `theta`, and what belongs to it into `at`; after the curve's own axes */
  readonly apply: (u: Float64Array, at: Float64Array, theta: Float64Array) => void;
  /** adds what the curve's parameter does to β, and to its Jacobian, to the gradient */
  readonly pullBack: (at: Float64Array, gradient: Float64Array) => void;
};

const nothing: EffectLevel = { apply: () => {}, pullBack: () => {} };

/** For curves with one parameter: measured on the reference problems, ESS a gradient rises 1.2 to 2.3 times. For Hill, whose
 *  two parameters bend the level itself, it falls to a third, so such channels keep log β; so do those whose β may be
 *  negative, and those whose parameter is their ROAS.
 *  @param scale of levels: the outcome's standard deviation
 *  @param axisOf the sampler's axis of a parameter */
export function effectLevel(
  channel: ModelChannel,
  history: number,
  scale: number,
  parameters: readonly ModelParameter[],
  places: Places,
  axisOf: ReadonlyMap<number, number>,
): EffectLevel {
  const { saturation, spend } = channel;
  const [lower, upper] = parameters[places.beta]!.prior.support;
  if (channel.counted !== undefined) return nothing;
  if (places.saturation.length !== 1 || lower !== 0 || upper !== Infinity) return nothing;
  const window = spend.subarray(history);
  // mean weighted by spend itself: of a channel in short bursts the bursts count, not the zeros between them
  let [total, squares] = [0, 0];
  for (const x of window) {
    total += x;
    squares += x * x;
  }
  const center = squares / total;
  const curve = places.saturation[0]!;
  const beta = axisOf.get(places.beta)!;
  const rate = axisOf.get(curve)!;
  const p = new Float64Array(1);
  const out = new Float64Array(3);
  // d log f(x̄)/d rate
  let slope = 0;
  return {
    apply: (u, at, theta) => {
      p[0] = theta[curve]!;
      saturation.gradient(center, p, out);
      slope = out[2]! / out[0]!;
      const perLevel = scale / out[0]!;
      const axis = 4 * beta;
      positive.evaluate(u[beta]!, at, axis);
      at[axis]! *= perLevel;
      at[axis + 1]! *= perLevel;
      at[axis + 2]! += log(perLevel);
      theta[places.beta] = at[axis]!;
    },
    // β = s·T(u)/f moves by −β·f′/f with the rate, and the log of its Jacobian by −f′/f. What β does to the rest is in the
    // gradient of u already, but for the Jacobian's own derivative, at a rate of (dβ/du)/β
    pullBack: (at, gradient) => {
      const axis = 4 * beta;
      const byLogBeta = ((gradient[beta]! - at[axis + 3]!) * at[axis]!) / at[axis + 1]!;
      gradient[rate]! -= (byLogBeta + 1) * slope * at[4 * rate + 1]!;
    },
  };
}
