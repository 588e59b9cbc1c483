import { log } from '../../core/math.ts';
import type { Places } from './channelTerm.ts';
import type { ModelChannel, ModelParameter } from './model.ts';

/** The sampler's coordinate of a channel's effect: log of the effect at mean spend, log(β·f(x̄)), in place of log β. The data
 *  inform that level whatever the curve, while β and the curve's rate trade off along a bent ridge. A shift of log β that
 *  depends on other coordinates only: its Jacobian is 1. */
export type EffectLevel = {
  /** puts log β into `free` and β into `theta`, where `free` held the level */
  readonly apply: (free: Float64Array, theta: Float64Array) => void;
  /** adds what the curve's parameters do to β to the gradient */
  readonly pullBack: (free: Float64Array, theta: Float64Array, gradient: Float64Array) => void;
};

const nothing: EffectLevel = { apply: () => {}, pullBack: () => {} };

/** For curves with one parameter: measured on the reference problems, ESS a gradient rises 1.2 to 2.3 times. For Hill, whose
 *  two parameters bend the level itself, it falls to a third, so such channels keep log β; so do those whose β may be
 *  negative.
 *  @param axisOf the sampler's axis of a parameter */
export function effectLevel(
  channel: ModelChannel,
  history: number,
  parameters: readonly ModelParameter[],
  places: Places,
  axisOf: ReadonlyMap<number, number>,
): EffectLevel {
  const { saturation, spend } = channel;
  const [lower, upper] = parameters[places.beta]!.prior.support;
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
  let slope = 0;
  return {
    apply: (free, theta) => {
      p[0] = theta[curve]!;
      saturation.gradient(center, p, out);
      slope = out[2]! / out[0]!;
      free[beta]! -= log(out[0]!);
      theta[places.beta] = parameters[places.beta]!.transform.constrain(free[beta]!);
    },
    pullBack: (free, theta, gradient) => {
      gradient[rate]! -= gradient[beta]! * slope * parameters[curve]!.transform.slope(free[rate]!, theta[curve]!);
    },
  };
}
