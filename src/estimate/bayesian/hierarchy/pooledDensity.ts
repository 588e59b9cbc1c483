import { addScaled, dot } from '../../../core/linalg/products.ts';
import type { LogDensity } from '../../../inference/hmc/types.ts';
import type { SamplingDensity } from '../density.ts';
import { effectLevels } from './effectLevels.ts';
import { geoMedia } from './geoMedia.ts';
import type { Pooled, PooledModel } from './model.ts';
import { type Centering, pilotOf } from './pilot.ts';
import { pooledPart } from './pooledPart.ts';
import { populationAxes } from './populationAxes.ts';
import { truncatedEffects } from './truncatedEffects.ts';

const HALF_LOG_2PI = 0.9189385332046727;

/** The hierarchy's posterior as it is sampled: the geos' intercepts and column coefficients, and their population means where
 *  those have normal priors, are integrated out; with normal effects the geos' channel effects too. What is left are the axes
 *  of the population, then with truncated effects M·G coordinates of the geos' own.
 *  Fused value and gradient; one evaluation is linear in G·T. All work space is allocated here. */
export function pooledDensity(model: PooledModel, centering: Centering): SamplingDensity {
  const { geos, periods: T, y, channels, columns, parameters, layout, law } = model;
  const [G, M] = [geos.length, channels.length];
  const marginal = law === 'normal';
  const pooled: readonly Pooled[] = marginal ? [...layout.linear, ...layout.effects] : layout.linear;
  const [k, fixed] = [pooled.length, layout.linear.length];
  const normal = pooled.map(({ mean }) =>
    parameters[mean]!.prior.family === 'normal' ? parameters[mean]!.prior : null,
  );
  const levels = effectLevels(model);
  const pilot = pilotOf(model, centering);
  const axes = populationAxes(
    model,
    levels,
    pilot,
    pooled.flatMap(({ mean }, j) => (normal[j] === null ? [] : [mean])),
  );
  const media = geoMedia(model);
  const part = pooledPart(
    G,
    T,
    k,
    Float64Array.from(normal, (prior) => prior?.parameters[1] ?? 0),
  );
  const own = marginal ? null : truncatedEffects(model, levels, pilot);
  const dimension = axes.count + (own === null ? 0 : M * G);

  const theta = new Float64Array(parameters.length);
  const byTheta = new Float64Array(parameters.length);
  const beta = new Float64Array(M * G).fill(1);
  const byBeta = new Float64Array(M * G);
  const scales = new Float64Array(k);
  const means = Float64Array.from(normal, (prior) => prior?.parameters[0] ?? 0);
  const residual = new Float64Array(T);
  const residuals = geos.map(() => new Float64Array(T));
  const covariance = new Float64Array(k * k);
  const ones = new Float64Array(T).fill(1);
  // by geo: T values of each coefficient's column; responses are rewritten in place
  const z = geos.map((_, g) => [
    ones,
    ...columns.map(({ values }) => values.subarray(g * T, (g + 1) * T)),
    ...(marginal ? channels.map((_, m) => media.response(m, g)) : []),
  ]);
  for (let g = 0; g < G; g++) for (let j = 0; j < fixed; j++) for (let i = 0; i <= j; i++) product(g, i, j);

  /** entry (i, j) of a geo's Gram matrix */
  function product(g: number, i: number, j: number): void {
    const value = dot(z[g]![i]!, 0, z[g]![j]!, 0, T);
    part.gram[(g * k + j) * k + i] = value;
    part.gram[(g * k + i) * k + j] = value;
  }

  /** everything that does not depend on the coefficients, up to the integral over them; returns its log determinants */
  const integrate = (u: Float64Array): number => {
    axes.apply(u, theta);
    own?.apply(u, axes.count, theta, beta);
    media.load(theta);
    for (let j = 0; j < k; j++) {
      scales[j] = theta[pooled[j]!.scale]!;
      if (normal[j] === null) means[j] = theta[pooled[j]!.mean]!;
    }
    for (let g = 0; g < G; g++) {
      const r = residuals[g]!;
      r.fill(0);
      for (let m = 0; m < M; m++) media.forward(m, g, beta[m * G + g]!, r);
      if (marginal) r.fill(0);
      for (let t = 0; t < T; t++) r[t] = y[g * T + t]! - r[t]!;
      for (let j = 0; j < k; j++) {
        if (means[j] !== 0) addScaled(-means[j]!, z[g]![j]!, 0, r, 0, T);
      }
      for (let j = 0; j < k; j++) {
        part.cross[g * k + j] = dot(z[g]![j]!, 0, r, 0, T);
        if (j >= fixed) for (let i = 0; i <= j; i++) product(g, i, j);
      }
    }
    const sigma = theta[layout.sigma]!;
    return part.solve(scales, sigma * sigma);
  };

  /** derivatives in the curves, and in β where it is sampled; returns the sum of squared residuals */
  const backward = (precision: number): number => {
    let squares = 0;
    for (let g = 0; g < G; g++) {
      const e = residuals[g]!;
      const from = g * k;
      for (let j = 0; j < k; j++) addScaled(-part.deviations[from + j]!, z[g]![j]!, 0, e, 0, T);
      squares += dot(e, 0, e, 0, T);
      if (marginal) part.covariance(g, covariance);
      for (let m = 0; m < M; m++) {
        const j = fixed + m;
        // d log p/d response = E[b_j·(y − Z·b)]/v, which for a coefficient that is given is b_j·e/v, left to `backward`
        const weight = marginal ? precision * (means[j]! + part.deviations[from + j]!) : precision;
        for (let t = 0; t < T; t++) residual[t] = weight * e[t]!;
        if (marginal) {
          for (let i = 0; i < k; i++) addScaled(-precision * covariance[i + j * k]!, z[g]![i]!, 0, residual, 0, T);
        }
        byBeta[m * G + g] = media.backward(m, g, beta[m * G + g]!, residual, byTheta);
      }
    }
    return squares;
  };

  const logDensity: LogDensity = (u, gradient) => {
    const determinants = integrate(u);
    if (Number.isNaN(determinants)) return Number.NaN;
    byTheta.fill(0);
    const sigma = theta[layout.sigma]!;
    const precision = 1 / (sigma * sigma);
    const squares = backward(precision);
    byTheta[layout.sigma]! += 2 * sigma * (part.byVariance() + 0.5 * squares * precision * precision);
    for (let j = 0; j < k; j++) {
      byTheta[pooled[j]!.scale]! += part.byScale[j]!;
      byTheta[pooled[j]!.mean]! += part.byMean[j]!;
    }
    let total = determinants - G * T * HALF_LOG_2PI - 0.5 * (squares * precision + part.penalty());
    if (own !== null) total += own.logDensity(byBeta, byTheta, gradient, axes.count);
    return total + axes.logDensity(byTheta, gradient);
  };

  const drawn = new Float64Array(G * k);
  const shared = new Float64Array(k);
  const complete: SamplingDensity['complete'] = (u, stream, out) => {
    integrate(u);
    part.draw(stream, shared, drawn);
    out.set(theta);
    layout.effects.forEach(({ geos: first }, m) => {
      if (!marginal) out.set(beta.subarray(m * G, (m + 1) * G), first);
    });
    pooled.forEach(({ mean, geos: first }, j) => {
      out[mean] = means[j]! + shared[j]!;
      for (let g = 0; g < G; g++) out[first + g] = means[j]! + drawn[g * k + j]!;
    });
  };

  const geoEffect = (i: number): string => model.names[layout.effects[Math.floor(i / G)]!.geos + (i % G)]!;
  return {
    dimension,
    logDensity,
    nameOf: (axis) => (axis < axes.count ? parameters[axes.place[axis]!]!.name : geoEffect(axis - axes.count)),
    complete,
  };
}
