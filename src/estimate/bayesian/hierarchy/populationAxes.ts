import { exp, expm1, log, softplus } from '../../../core/math.ts';
import type { EffectLevels } from './effectLevels.ts';
import { meanAndRatio } from './meanAndRatio.ts';
import type { PooledModel } from './model.ts';
import type { Pilot } from './pilot.ts';

/** The sampler's axes for what all geos share: population means and scales, curve parameters, σ; but not for the means that are
 *  integrated out. Axes with a resolution r are sampled as
 *
 *      x = (r/φ)·((1 + e^t)^b − 1)/b,
 *
 *  which is logarithmic toward 0, about linear in units of the data's resolution r where they tell x from 0, and logarithmic
 *  again far above: the tails toward both sides then weigh alike, where the logarithm alone has a long one toward 0 beside a
 *  steep side, at twice the steps. For scales over geos and means of effects x is the parameter; for truncated effects see
 *  `meanAndRatio`. φ is the level of a channel's effects, else 1. */
export type PopulationAxes = {
  readonly count: number;
  /** place of an axis in the parameter vector */
  readonly place: readonly number[];
  /** sampler's values → parameters, and the levels of the effects */
  readonly apply: (u: Float64Array, theta: Float64Array) => void;
  /** log density of priors and Jacobians. Given the likelihood's derivatives in the parameters, writes the gradient.
   *  After `apply` */
  readonly logDensity: (byTheta: Float64Array, gradient: Float64Array) => number;
};

export function populationAxes(
  { parameters, layout }: PooledModel,
  levels: EffectLevels,
  { resolution, tail, center, width, paired }: Pilot,
  integrated: readonly number[],
): PopulationAxes {
  const place = parameters.map((_, i) => i).filter((i) => !integrated.includes(i));
  const n = place.length;
  const axisOf = (i: number): number => place.indexOf(i);
  const pairs = layout.effects.flatMap(({ mean, scale }, m) =>
    paired[m] ? [meanAndRatio(axisOf(mean), axisOf(scale), mean, scale)] : [],
  );
  // the channel in units of whose level an axis is, or −1
  const channel = place.map((i) =>
    layout.effects.findIndex(({ mean, scale }, m) => mean === i || (scale === i && !paired[m])),
  );
  const levelAxis = levels.parameter.map(axisOf);
  const [t, soft, unit] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  const [x, byX] = [new Float64Array(n), new Float64Array(n)];
  const logUnits = place.reduce((sum, i) => sum + log(width[i]!) + (resolution[i]! > 0 ? log(resolution[i]!) : 0), 0);
  const byLogLevel = new Float64Array(levelAxis.length);
  let at = new Float64Array(0);

  const apply: PopulationAxes['apply'] = (u, theta) => {
    at = theta as Float64Array<ArrayBuffer>;
    for (let a = 0; a < n; a++) {
      const i = place[a]!;
      t[a] = center[i]! + width[i]! * u[a]!;
      if (resolution[i] === 0) theta[i] = parameters[i]!.transform.constrain(t[a]!);
    }
    levels.update(theta);
    for (let a = 0; a < n; a++) {
      const i = place[a]!;
      if (resolution[i] === 0) continue;
      soft[a] = softplus(t[a]!);
      unit[a] = channel[a]! < 0 ? resolution[i]! : resolution[i]! * exp(-levels.shared.logLevel[channel[a]!]!);
      x[a] = (unit[a]! * expm1(tail[i]! * soft[a]!)) / tail[i]!;
      theta[i] = x[a]!;
    }
    for (const pair of pairs) pair.apply(x, theta);
  };

  const logDensity: PopulationAxes['logDensity'] = (byTheta, gradient) => {
    let total = logUnits;
    byLogLevel.fill(0);
    for (let a = 0; a < n; a++) {
      const { prior } = parameters[place[a]!]!;
      total += prior.logDensity(at[place[a]!]!);
      byX[a] = byTheta[place[a]!]! + prior.derivative(at[place[a]!]!);
    }
    for (const pair of pairs) total += pair.logJacobian(x, byX);
    for (let a = 0; a < n; a++) {
      const i = place[a]!;
      if (resolution[i] === 0) {
        const { transform } = parameters[i]!;
        total += transform.logJacobian(t[a]!, at[i]!);
        gradient[a] = byX[a]! * transform.slope(t[a]!, at[i]!) + transform.logJacobianSlope(t[a]!, at[i]!);
        continue;
      }
      const b = tail[i]!;
      const logSlope = b * soft[a]! + t[a]! - soft[a]!;
      total += logSlope;
      gradient[a] = byX[a]! * unit[a]! * exp(logSlope) + b + (1 - b) * exp(-soft[a]!);
      if (channel[a]! < 0) continue;
      total -= levels.shared.logLevel[channel[a]!]!;
      byLogLevel[channel[a]!]! -= byX[a]! * x[a]! + 1;
    }
    for (let m = 0; m < levelAxis.length; m++) {
      const a = levelAxis[m]!;
      if (a < 0) continue;
      const slope = parameters[place[a]!]!.transform.slope(t[a]!, at[place[a]!]!);
      gradient[a]! += byLogLevel[m]! * levels.shared.slope[m]! * slope;
    }
    for (let a = 0; a < n; a++) gradient[a]! *= width[place[a]!]!;
    return total;
  };

  return { count: n, place, apply, logDensity };
}
