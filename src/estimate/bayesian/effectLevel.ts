import { log } from '../../core/math.ts';
import { positive } from '../../inference/transforms/transform.ts';
import type { Places } from './channelTerm.ts';
import type { ModelChannel, ModelParameter } from './model.ts';

/** The sampler's coordinate of a channel's effect: u of the effect at mean spend, β·f(x̄) = s·T(u), in place of log β. The data
 *  inform that level whatever the curve, while β and the curve's rate trade off along a bent ridge. T is `positive`, in which a
 *  level that the data leave near 0 has no long tail; s is the outcome's standard deviation. Given log f, log β is a function
 *  of u alone: the Jacobian is log T′/T beside that of log β. */
export type EffectLevel = {
  /** puts log β into `free` and β into `theta`, where `free` held u */
  readonly apply: (free: Float64Array, theta: Float64Array) => void;
  /** turns the derivative in log β into that in u, and adds what the curve's parameters do to β; returns log(T′/T) */
  readonly pullBack: (free: Float64Array, theta: Float64Array, gradient: Float64Array) => number;
};

const nothing: EffectLevel = { apply: () => {}, pullBack: () => 0 };

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
  let [slope, ratio, logRatio, logRatioSlope] = [0, 0, 0, 0];
  return {
    apply: (free, theta) => {
      p[0] = theta[curve]!;
      saturation.gradient(center, p, out);
      slope = out[2]! / out[0]!;
      const u = free[beta]!;
      const level = positive.constrain(u);
      ratio = positive.slope(u, level) / level;
      logRatio = positive.logJacobian(u, level) - log(level);
      logRatioSlope = positive.logJacobianSlope(u, level) - ratio;
      free[beta] = log((scale * level) / out[0]!);
      theta[places.beta] = parameters[places.beta]!.transform.constrain(free[beta]!);
    },
    pullBack: (free, theta, gradient) => {
      gradient[rate]! -= gradient[beta]! * slope * parameters[curve]!.transform.slope(free[rate]!, theta[curve]!);
      gradient[beta] = gradient[beta]! * ratio + logRatioSlope;
      return logRatio;
    },
  };
}
