import { dot } from '../../../core/linalg/products.ts';
import { exp, log } from '../../../core/math.ts';
import { type EffectLevels, effectLevels } from './effectLevels.ts';
import { geoMedia } from './geoMedia.ts';
import type { PooledModel } from './model.ts';
import { type Known, momentsOf, ridgeFit } from './pilotFit.ts';

/** Each geo's least squares, at curves that suit all of them. */
export type PilotFits = {
  /** by parameter: the curves' on the real line, else 0 */
  readonly free: Float64Array;
  /** at those curves */
  readonly levels: EffectLevels;
  /** by coefficient, by geo: linear ones, then effects in units of the geo's level */
  readonly alone: Fit;
  /** the same with the columns' coefficients drawn together, as far as they look it; intercepts are left alone */
  readonly together: Fit;
  /** of the residuals */
  readonly noise: number;
};

/** Noise of a thousandth of the largest outcome: below it the pilot's own errors count. */
const LEAST_VARIANCE = 1e-6;
/** Steps of the search on the real line, largest first, each tried up and down for every curve parameter: from 0 it reaches as
 *  far as priors usually do, and ends within a posterior's width. */
const STEPS = [1, 1, 0.5, 0.25];

/** Least squares geo by geo, on intercept, columns and media. Curve parameters start at 0 on the real line, and move one at a
 *  time while the profile likelihood with their priors rises. */
export function pilotFits(model: PooledModel): PilotFits {
  const { parameters, layout, y } = model;
  const curves = [...layout.adstock.flat(), ...layout.saturation.flat()];
  const u = new Float64Array(parameters.length);
  const theta = Float64Array.from(parameters, ({ transform }) => transform.constrain(0));
  const fitAt = fitter(model);
  const height = (): number => {
    let total = -0.5 * y.length * log(Number.MIN_VALUE + fitAt(theta, []).squares);
    for (const i of curves) {
      const { prior, transform } = parameters[i]!;
      total += prior.logDensity(theta[i]!) + transform.logJacobian(u[i]!, theta[i]!);
    }
    return total;
  };
  const move = (i: number, to: number): void => {
    u[i] = to;
    theta[i] = parameters[i]!.transform.constrain(to);
  };
  let best = height();
  for (const step of STEPS) {
    for (const i of curves) {
      for (const by of [step, -step]) {
        const from = u[i]!;
        move(i, from + by);
        const value = height();
        if (value > best) {
          best = value;
          break;
        }
        move(i, from);
      }
    }
  }
  const free = fitAt(theta, []);
  const freedom = model.geos.length * Math.max(1, model.periods - free.estimates.length);
  const noise = Math.max(LEAST_VARIANCE, free.squares / freedom);
  const times = (values: readonly Float64Array[]) => values.map((own) => own.map((v) => v * noise));
  const withNoise = (fit: Fit): Fit => ({
    ...fit,
    variances: times(fit.variances),
    covariances: times(fit.covariances),
  });
  const alone = withNoise(free);
  const known = layout.linear.map((_, j): Known => {
    const { mean, spread, spreadError } = momentsOf(alone.estimates[j]!, alone.variances[j]!);
    return { mean, weight: j === 0 ? 0 : noise / (spread * spread + spreadError * spreadError) };
  });
  return { free: u, levels: fitAt.levels, alone, together: withNoise(fitAt(theta, known)), noise };
}

type Fit = {
  readonly estimates: readonly Float64Array[];
  readonly variances: readonly Float64Array[];
  /** with the geo's intercept */
  readonly covariances: readonly Float64Array[];
  readonly squares: number;
};

/** Variances are at σ = 1. */
function fitter(model: PooledModel) {
  const { geos, channels, columns, periods: T, layout } = model;
  const [G, M, K] = [geos.length, channels.length, layout.linear.length];
  const levels = effectLevels(model);
  const media = geoMedia(model);
  const unused = new Float64Array(T);
  const fitAt = (theta: Float64Array, known: readonly Known[]): Fit => {
    levels.update(theta);
    media.load(theta);
    const estimates = Array.from({ length: K + M }, () => new Float64Array(G));
    const variances = Array.from({ length: K + M }, () => new Float64Array(G));
    const covariances = Array.from({ length: K + M }, () => new Float64Array(G));
    let squares = 0;
    for (let g = 0; g < G; g++) {
      for (let m = 0; m < M; m++) media.forward(m, g, 1, unused);
      const own = (values: Float64Array): Float64Array => values.subarray(g * T, (g + 1) * T);
      const x = [
        new Float64Array(T).fill(1),
        ...columns.map(({ values }) => own(values)),
        ...channels.map((_, m) => media.response(m, g)),
      ];
      const fit = ridgeFit(x, own(model.y), known);
      squares += dot(fit.residual, 0, fit.residual, 0, T);
      for (let j = 0; j < K + M; j++) {
        const phi = j < K ? 1 : exp(levels.byGeo.logLevel[(j - K) * G + g]!);
        estimates[j]![g] = fit.coefficients[j]! * phi;
        variances[j]![g] = fit.variances[j]! * phi * phi;
        covariances[j]![g] = fit.covariances[j]! * phi;
      }
    }
    return { estimates, variances, covariances, squares };
  };
  return Object.assign(fitAt, { levels });
}
