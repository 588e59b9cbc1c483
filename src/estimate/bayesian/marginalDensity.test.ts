import { expect, test } from 'vitest';
import { symmetricEigen } from '../../core/linalg/matrix.ts';
import type { PriorSpec } from '../../core/prior.ts';
import { openStream } from '../../core/random/stream.ts';
import { mean, variance } from '../../core/stats.ts';
import { adstocks, saturations } from '../../media/registry.ts';
import type { Adstock, Saturation } from '../../media/types.ts';
import { mmmDensity, type SamplingDensity } from './density.ts';
import { errorModels } from './errors/registry.ts';
import type { ErrorModel } from './errors/types.ts';
import { marginalDensity } from './marginalDensity.ts';
import { logJacobian, smallModel } from './model.fixture.ts';
import { buildModel, type MmmModel } from './model.ts';
import { priorLookup } from './priors.ts';
import { samplingDensity } from './samplingDensity.ts';

const T = 30;
const H = 3;

/** Those that a linear part can be integrated out of. */
const integrable = Object.entries<ErrorModel>(errorModels).filter(([, { integrated }]) => integrated !== undefined);
const marginal = (m: MmmModel): SamplingDensity => marginalDensity(m, m.errors.integrated!);

function model(adstock: Adstock, saturation: Saturation, errors: ErrorModel): MmmModel {
  const stream = openStream(['marginalDensity.test']);
  const priors: Record<string, PriorSpec> = {
    intercept: ['normal', 0.3, 1.5],
    beta: ['half-normal', 2],
    gamma: ['normal', -0.1, 0.7],
    sigma: ['half-normal', 1],
  };
  return buildModel(
    {
      y: Float64Array.from({ length: T }, () => 1 + 0.3 * stream.normal()),
      history: H,
      channels: ['a', 'b'].map((name) => ({
        name,
        spend: Float64Array.from({ length: H + T }, () => stream.uniform()),
        adstock,
        maxLag: 4,
        normalize: true,
        saturation,
        order: 'adstock-first',
      })),
      columns: ['z', 'w', 'absent'].map((name) => ({
        name,
        values: Float64Array.from({ length: T }, () => (name === 'absent' ? 0 : stream.normal())),
      })),
      errors,
    },
    priorLookup(priors, { adstock, saturation }),
  );
}

const point = (n: number, key: string): Float64Array => {
  const stream = openStream(['point', key]);
  return Float64Array.from({ length: n }, () => 0.4 * stream.normal());
};

const pairs = Object.values<Adstock>(adstocks).flatMap((adstock) =>
  Object.values<Saturation>(saturations).flatMap((saturation) =>
    integrable.map(([id, errors]) => [id, adstock.id, saturation.id, adstock, saturation, errors] as const),
  ),
);

test.each(pairs)(
  '%s errors, %s × %s: the gradient equals finite differences',
  (_, a, s, adstock, saturation, errors) => {
    const { dimension, logDensity } = marginal(model(adstock, saturation, errors));
    const u = point(dimension, a + s);
    const gradient = new Float64Array(dimension);
    const ignored = new Float64Array(dimension);
    logDensity(u, gradient);
    for (let i = 0; i < dimension; i++) {
      const h = 1e-6;
      const at = (by: number) =>
        logDensity(
          u.map((x, j) => (j === i ? x + by : x)),
          ignored,
        );
      const difference = (at(h) - at(-h)) / (2 * h);
      expect(Math.abs(gradient[i]! - difference)).toBeLessThan(2e-6 * Math.max(1, Math.abs(difference)));
    }
  },
);

/** log of the integral over the linear coefficients, by brute force: the joint is Gaussian in them, so from three values a
 *  direction the exact integral follows. Here simpler: joint at the mode + ½·log det of the curvature, found by Newton. */
function integrated(m: MmmModel, theta: Float64Array): number {
  const joint = mmmDensity(m);
  const linear = [m.layout.intercept, ...m.layout.gamma];
  const k = linear.length;
  const n = joint.dimension;
  const u = Float64Array.from(m.parameters, ({ transform }, i) => transform.free(theta[i]!));
  const gradient = new Float64Array(n);
  const gradientAt = (b: Float64Array): Float64Array => {
    linear.forEach((i, c) => {
      u[i] = b[c]!;
    });
    joint.logDensity(u, gradient);
    return Float64Array.from(linear, (i) => gradient[i]!);
  };
  const zero = new Float64Array(k);
  const g0 = gradientAt(zero);
  const hessian = new Float64Array(k * k);
  for (let c = 0; c < k; c++) {
    const g1 = gradientAt(zero.map((_, j) => (j === c ? 1 : 0)));
    for (let j = 0; j < k; j++) hessian[j + c * k] = g0[j]! - g1[j]!;
  }
  const { values, vectors } = symmetricEigen(hessian, k);
  const mode = new Float64Array(k);
  for (let i = 0; i < k; i++) {
    let along = 0;
    for (let c = 0; c < k; c++) along += vectors[c + i * k]! * g0[c]!;
    for (let c = 0; c < k; c++) mode[c]! += (vectors[c + i * k]! * along) / values[i]!;
  }
  gradientAt(mode);
  const at = joint.logDensity(u, gradient);
  return at + (k / 2) * Math.log(2 * Math.PI) - 0.5 * values.reduce((sum, v) => sum + Math.log(v), 0);
}

test.each(integrable)(
  '%s errors: the density is the joint one with the linear coefficients integrated out',
  (_, errors) => {
    for (const saturation of [saturations.logistic, saturations.hill]) {
      const m = model(adstocks.geometric, saturation, errors);
      const density = marginal(m);
      const { dimension, logDensity, complete } = density;
      const gradient = new Float64Array(dimension);
      const theta = new Float64Array(m.parameters.length);
      for (let trial = 0; trial < 20; trial++) {
        const u = point(dimension, `integral/${trial}`);
        const value = logDensity(u, gradient);
        complete(u, openStream(['any']), theta);
        expect(value).toBeCloseTo(integrated(m, theta) + logJacobian(m, density, u), 6);
      }
    }
  },
);

test.each(integrable)(
  '%s errors: the coefficients are drawn from their exact law: joint − marginal is the log density of the draw',
  (_, errors) => {
    const m = model(adstocks.geometric, saturations.logistic, errors);
    const { dimension, complete } = marginal(m);
    const u = point(dimension, 'law');
    const linear = [m.layout.intercept, ...m.layout.gamma];
    const draws = Array.from({ length: 4000 }, (_, i) => {
      const theta = new Float64Array(m.parameters.length);
      complete(u, openStream(['law', i]), theta);
      return theta;
    });
    // the joint log density of a Gaussian at its own draws is its maximum minus ½·χ²_k: mean k/2, variance k/2
    const joint = mmmDensity(m);
    const gradient = new Float64Array(joint.dimension);
    const best = integrated(m, draws[0]!);
    const free = (theta: Float64Array) =>
      Float64Array.from(m.parameters, ({ transform }, i) => transform.free(theta[i]!));
    const heights = draws.map((theta) => joint.logDensity(free(theta), gradient) - best);
    const k = linear.length;
    // best − log-normalizer: E[log N(x)] = −½k(1 + log 2π) − ½ log det, so E and Var of heights are those of −½χ²_k shifted
    expect(variance(heights)).toBeGreaterThan((k / 2) * 0.85);
    expect(variance(heights)).toBeLessThan((k / 2) * 1.15);
    // a column of zeros leaves its coefficient at the prior N(−0.1, 0.7)
    const absent = draws.map((theta) => theta[m.layout.gamma[2]!]!);
    expect(Math.abs(mean(absent) + 0.1)).toBeLessThan(4.5 * (0.7 / Math.sqrt(4000)));
    expect(Math.sqrt(variance(absent)) / 0.7).toBeCloseTo(1, 1);
  },
);

test('Student t errors and priors that are not normal are sampled as they are, with every parameter on an axis', () => {
  const { parameters } = model(adstocks.geometric, saturations.logistic, errorModels['student-t']);
  const names = ({ dimension, nameOf }: SamplingDensity) =>
    Array.from({ length: dimension }, (_, axis) => nameOf(axis));
  const sampled = (errors: ErrorModel) =>
    names(samplingDensity(model(adstocks.geometric, saturations.logistic, errors)));
  expect(sampled(errorModels['student-t'])).toEqual(parameters.map(({ name }) => name));
  for (const [, errors] of integrable) {
    expect(sampled(errors)).not.toContain('intercept');
    expect(sampled(errors)).toEqual(expect.arrayContaining(errors.parameters.map(({ name }) => name)));
  }
  const laplace = smallModel({ priors: { 'gamma[trend]': ['laplace', 0, 1] } });
  expect(names(samplingDensity(laplace))).toEqual(laplace.parameters.map(({ name }) => name));
});
