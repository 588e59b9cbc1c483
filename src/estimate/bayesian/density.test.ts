import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openStream } from '../../core/random/stream.ts';
import { mean } from '../../core/stats.ts';
import { adstocks, saturations } from '../../media/registry.ts';
import { centeredDensity } from './centeredDensity.ts';
import { mmmDensity, type SamplingDensity } from './density.ts';
import { errorModels } from './errors/registry.ts';
import type { ErrorModel } from './errors/types.ts';
import { logJacobian, smallModel } from './model.fixture.ts';
import type { MmmModel } from './model.ts';

const points = (n: number) =>
  fc
    .array(fc.double({ min: -1.3, max: 1.3, noNaN: true }), { minLength: n, maxLength: n })
    .map((u) => Float64Array.from(u));

type Differentiable = Pick<SamplingDensity, 'dimension' | 'logDensity'>;

/** The gradient against central differences, at random points. */
function expectGradient(model: MmmModel, { logDensity, dimension }: Differentiable, within: number, numRuns = 2) {
  const gradient = new Float64Array(dimension);
  const unused = new Float64Array(dimension);
  const h = 1e-6;
  fc.assert(
    fc.property(points(dimension), (u) => {
      logDensity(u, gradient);
      const expected = u.map((_, i) => {
        const at = (step: number) =>
          logDensity(
            u.map((x, j) => (j === i ? x + step : x)),
            unused,
          );
        return (at(h) - at(-h)) / (2 * h);
      });
      const largest = Math.max(1, ...expected.map(Math.abs));
      expected.forEach((value, i) => {
        expect(Math.abs(gradient[i]! - value) / largest, model.parameters[i]!.name).toBeLessThan(within);
      });
    }),
    { numRuns },
  );
}

const pairs = Object.keys(adstocks).flatMap((a) => Object.keys(saturations).map((s) => [a, s] as const));

test.each(pairs)('%s with %s: the gradient equals finite differences, in both orders, normalized or not', (a, s) => {
  for (const order of ['adstock-first', 'saturation-first'] as const)
    for (const normalize of [true, false]) {
      const model = smallModel({
        adstock: adstocks[a as keyof typeof adstocks],
        saturation: saturations[s as keyof typeof saturations],
        order,
        normalize,
      });
      expectGradient(model, mmmDensity(model), 1e-6, 4);
    }
});

const scattered = Object.entries<ErrorModel>(errorModels).flatMap(([id, errors]) =>
  pairs.map(([a, s]) => [id, a, s, errors] as const),
);

test.each(scattered)('%s errors, %s with %s: the gradient equals finite differences', (_, a, s, errors) => {
  const model = smallModel({
    adstock: adstocks[a as keyof typeof adstocks],
    saturation: saturations[s as keyof typeof saturations],
    errors,
  });
  expectGradient(model, mmmDensity(model), 1e-6);
  expectGradient(model, centeredDensity(model), 1e-6);
});

test('centered coordinates are other coordinates of the same posterior: same parameters, same density', () => {
  // one coefficient that may not be shifted
  const model = smallModel({ errors: errorModels['student-t'], priors: { 'gamma[price]': ['half-normal', 1] } });
  const [own, centered] = [mmmDensity(model), centeredDensity(model)];
  const n = own.dimension;
  const [theta, gradient] = [new Float64Array(n), new Float64Array(n)];
  fc.assert(
    fc.property(points(n), (u) => {
      centered.complete(u, openStream(['unused']), theta);
      const free = theta.map((x, i) => model.parameters[i]!.transform.free(x));
      const [a, b] = [centered.logDensity(u, gradient), own.logDensity(free, gradient)];
      expect(Math.abs(a - b - logJacobian(model, centered, u))).toBeLessThan(1e-6 * (1 + Math.abs(b)));
    }),
  );
  expectGradient(model, centered, 1e-6);
});

test('centered: where media explain less, the intercept moves to make up for it', () => {
  const model = smallModel({ errors: errorModels['student-t'] });
  const { dimension, complete, nameOf } = centeredDensity(model);
  const meanAt = (u: Float64Array) => {
    const [theta, out] = [new Float64Array(dimension), new Float64Array(model.y.length)];
    complete(u, openStream(['unused']), theta);
    mmmDensity(model).mean(theta, out);
    return mean(out);
  };
  const u = new Float64Array(dimension);
  const [low, high] = [-2, 2].map((level) => u.map((_, axis) => (nameOf(axis).startsWith('beta') ? level : 0)));
  // up to the shrinkage, the mean of the outcome stays where it was while media grow 50-fold
  expect(Math.abs(meanAt(high!) - meanAt(low!))).toBeLessThan(0.1);
});

/** Log density of the default model's parameters in the textbook's words: likelihood and priors, each with its constant. */
function naive(model: MmmModel, at: ArrayLike<number>): number {
  const value = (name: string) => at[model.parameters.findIndex((p) => p.name === name)]!;
  const logGamma3 = Math.log(2);
  const normal = (x: number, m: number, s: number) => -0.5 * ((x - m) / s) ** 2 - Math.log(s * Math.sqrt(2 * Math.PI));
  const halfNormal = (x: number, s: number) => Math.log(2) + normal(x, 0, s);
  let total = normal(value('intercept'), 0, 2) + halfNormal(value('sigma'), 2);
  const mean = Array.from(model.y, () => value('intercept'));
  for (const { name, values } of model.columns) {
    total += normal(value(`gamma[${name}]`), 0, 2);
    for (let t = 0; t < mean.length; t++) mean[t]! += value(`gamma[${name}]`) * values[t]!;
  }
  for (const { name, spend, maxLag, normalize, order } of model.channels) {
    const beta = value(`beta[${name}]`);
    const alpha = value(`alpha[${name}]`);
    const lambda = value(`lambda[${name}]`);
    // half-normal β, Beta(1, 3) α, Gamma(3, 1) λ
    total += halfNormal(beta, 2);
    total += Math.log(3 * (1 - alpha) ** 2);
    total += 2 * Math.log(lambda) - lambda - logGamma3;
    const weights = Array.from({ length: maxLag }, (_, l) => alpha ** l);
    const sum = normalize ? weights.reduce((a, b) => a + b, 0) : 1;
    const saturation = (x: number) => Math.tanh((lambda * x) / 2);
    const input = order === 'adstock-first' ? [...spend] : Array.from(spend, saturation);
    for (let t = 0; t < mean.length; t++) {
      const carried = weights.reduce((total, w, l) => total + (w / sum) * (input[model.history + t - l] ?? 0), 0);
      mean[t]! += beta * (order === 'adstock-first' ? saturation(carried) : carried);
    }
  }
  model.y.forEach((y, t) => {
    total += normal(y, mean[t]!, value('sigma'));
  });
  return total;
}

test.each([
  ['adstock-first', true, 4],
  ['adstock-first', false, 9],
  ['saturation-first', true, 4],
  ['saturation-first', false, 0],
] as const)(
  '%s, normalized %s, history %d: the density is the one on paper, constants included',
  (order, normalize, history) => {
    const model = smallModel({ order, normalize, history });
    const { logDensity, logLikelihood, constrain, dimension } = mmmDensity(model);
    fc.assert(
      fc.property(points(dimension), (u) => {
        const value = logDensity(u, new Float64Array(dimension));
        const at = new Float64Array(dimension);
        constrain(u, at);
        // the transforms' Jacobians are tested by themselves
        const jacobians = model.parameters.reduce(
          (sum, { transform }, i) => sum + transform.logJacobian(u[i]!, at[i]!),
          0,
        );
        const expected = naive(model, at) + jacobians;
        expect(Math.abs(value - expected)).toBeLessThan(1e-11 * (1 + Math.abs(expected)));
        // the pointwise likelihood is what is left without priors and Jacobians
        const each = new Float64Array(model.y.length);
        logLikelihood(at, each);
        const priors = model.parameters.reduce((sum, { prior }, i) => sum + prior.logDensity(at[i]!), jacobians);
        const likelihood = each.reduce((a, b) => a + b, 0);
        expect(Math.abs(value - priors - likelihood)).toBeLessThan(1e-10 * (1 + Math.abs(value)));
      }),
      { numRuns: 30 },
    );
  },
);

test('the errors’ own parameters come last, in their order', () => {
  const last = (errors: ErrorModel) =>
    smallModel({ errors })
      .parameters.map(({ name }) => name)
      .slice(-3);
  expect(last(errorModels.normal)).toEqual(['gamma[price]', 'gamma[trend]', 'sigma']);
  expect(last(errorModels['student-t'])).toEqual(['gamma[trend]', 'sigma', 'nu']);
  expect(last(errorModels.ar1)).toEqual(['gamma[trend]', 'sigma', 'phi']);
});

test('parameters stand in the order intercept, β, adstock, saturation, γ, σ, named by channel and column', () => {
  expect(
    smallModel({ adstock: adstocks.delayed, saturation: saturations.hill }).parameters.map(({ name }) => name),
  ).toEqual([
    'intercept',
    'beta[tv]',
    'beta[search]',
    'alpha[tv]',
    'alpha[search]',
    'theta[tv]',
    'theta[search]',
    'half_saturation[tv]',
    'half_saturation[search]',
    'slope[tv]',
    'slope[search]',
    'gamma[price]',
    'gamma[trend]',
    'sigma',
  ]);
});
