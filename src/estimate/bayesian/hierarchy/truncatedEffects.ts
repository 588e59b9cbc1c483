import { normalCdf } from '../../../core/distributions.ts';
import { exp, log, softplus } from '../../../core/math.ts';
import type { EffectLevels } from './effectLevels.ts';
import type { PooledModel } from './model.ts';
import type { Pilot } from './pilot.ts';

const LOG_SQRT_2PI = 0.9189385332046727;

/** Geo effects β_{m,g} ~ N⁺(β_m, η_m²) in the sampler's coordinates w_{m,g}, all M·G of them channel by channel.
 *
 *  In units of the geo's level φ (E = βφ, μ = β_m·φ, h = η_m·φ) and with what a pilot says of E, information I at location J/I:
 *
 *      E = λ·log(1 + e^x),   x = a/λ + w,   1/λ² = p/h² + I,   a = λ²(p·μ/h² + J)
 *
 *  Where E is well above 0 this is a + λ·w, the mean and standard deviation of E given its population and its data: w is then near
 *  N(0, 1) whatever the scales. I = 0 is the non-centered form, p = 0 the centered one; any p and I give the same posterior.
 *  @see Papaspiliopoulos, Roberts & Sköld (2007), §3, of which the softplus is the version for positive effects */
export type TruncatedEffects = {
  /** writes β to `beta`: M·G values */
  readonly apply: (w: Float64Array, at: number, theta: Float64Array, beta: Float64Array) => void;
  /** log density of the coordinates given population and curves; given the likelihood's derivatives in β, adds those of
   *  population and curves at fixed w to `byTheta`, and writes those of w to `gradient`. After `apply` */
  readonly logDensity: (byBeta: Float64Array, byTheta: Float64Array, gradient: Float64Array, at: number) => number;
};

export function truncatedEffects(model: PooledModel, levels: EffectLevels, pilot: Pilot): TruncatedEffects {
  const G = model.geos.length;
  const { effects } = model.layout;
  const M = effects.length;
  const { populationWeight: p, local } = pilot;
  const { information, load, informationSlope, loadSlope } = local;
  const kappa = model.layout.linear[0]!.scale;
  const [width, level, x] = [new Float64Array(M * G), new Float64Array(M * G), new Float64Array(M * G)];
  const unit = new Float64Array(M * G);
  const [mean, scale] = [new Float64Array(M), new Float64Array(M)];

  const apply: TruncatedEffects['apply'] = (w, at, theta, beta) => {
    local.update(theta[kappa]!);
    for (let m = 0; m < M; m++) {
      mean[m] = theta[effects[m]!.mean]!;
      scale[m] = theta[effects[m]!.scale]!;
      for (let i = m * G; i < (m + 1) * G; i++) {
        const phi = exp(levels.byGeo.logLevel[i]!);
        const h = scale[m]! * phi;
        const lambda = 1 / Math.sqrt(p / (h * h) + information[i]!);
        unit[i] = phi;
        width[i] = lambda;
        x[i] = lambda * ((p * mean[m]! * phi) / (h * h) + load[i]!) + w[at + i]!;
        level[i] = lambda * softplus(x[i]!);
        beta[i] = level[i]! / phi;
      }
    }
  };

  const logDensity: TruncatedEffects['logDensity'] = (byBeta, byTheta, gradient, at) => {
    let total = 0;
    let byKappa = 0;
    for (let m = 0; m < M; m++) {
      const [center, eta] = [mean[m]!, scale[m]!];
      const positive = normalCdf(center / eta);
      // d log Φ(r)/dr of all geos' truncation at r = β_m/η_m
      const hazard = (G * exp((-0.5 * center * center) / (eta * eta) - LOG_SQRT_2PI)) / positive;
      let byCenter = -hazard / eta;
      let byEta = (hazard * center) / (eta * eta);
      let byCurve = 0;
      total -= G * (LOG_SQRT_2PI + log(positive));
      for (let i = m * G; i < (m + 1) * G; i++) {
        const [lambda, phi] = [width[i]!, unit[i]!];
        const [mu, h] = [center * phi, eta * phi];
        const precision = 1 / (h * h);
        const [gap, soft] = [level[i]! - mu, level[i]! / lambda];
        // the sigmoid of x, and of −x, without loss of digits on either side
        const [slope, flat] = [exp(x[i]! - soft), exp(-soft)];
        total += log(lambda / h) + (x[i]! - soft) - 0.5 * gap * gap * precision;
        const byE = byBeta[i]! / phi - gap * precision;
        const byX = byE * lambda * slope + flat;
        const pull = p * mu * precision + load[i]!;
        const byWidth = byE * soft + 1 / lambda + byX * pull;
        const byMu = gap * precision + byX * lambda * p * precision;
        const byH =
          (gap * gap * precision - 1) / h +
          ((p * precision) / h) * (byWidth * lambda * lambda * lambda - 2 * byX * lambda * mu);
        byKappa += byX * lambda * loadSlope[i]! - 0.5 * byWidth * lambda * lambda * lambda * informationSlope[i]!;
        gradient[at + i] = byX;
        byCenter += byMu * phi;
        byEta += byH * phi;
        // log φ, through μ, h and β = E/φ
        byCurve += (byMu * mu + byH * h - (byBeta[i]! / phi) * level[i]!) * levels.byGeo.slope[i]!;
      }
      byTheta[effects[m]!.mean]! += byCenter;
      byTheta[effects[m]!.scale]! += byEta;
      if (levels.parameter[m]! >= 0) byTheta[levels.parameter[m]!]! += byCurve;
    }
    byTheta[kappa]! += byKappa;
    return total;
  };

  return { apply, logDensity };
}
