import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adstocks, saturations } from '../../media/registry.ts';
import { mmmDensity } from './density.ts';
import { smallModel } from './model.fixture.ts';
import type { MmmModel } from './model.ts';

const points = (n: number) =>
  fc
    .array(fc.double({ min: -1.3, max: 1.3, noNaN: true }), { minLength: n, maxLength: n })
    .map((u) => Float64Array.from(u));

/** Central differences of the log density. */
function differences(model: MmmModel, u: Float64Array): Float64Array {
  const { logDensity, dimension } = mmmDensity(model);
  const unused = new Float64Array(dimension);
  const h = 1e-6;
  return u.map((_, i) => {
    const at = (step: number) =>
      logDensity(
        u.map((x, j) => (j === i ? x + step : x)),
        unused,
      );
    return (at(h) - at(-h)) / (2 * h);
  });
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
      const { logDensity, dimension } = mmmDensity(model);
      const gradient = new Float64Array(dimension);
      fc.assert(
        fc.property(points(dimension), (u) => {
          logDensity(u, gradient);
          const expected = differences(model, u);
          const largest = Math.max(1, ...expected.map(Math.abs));
          expected.forEach((value, i) => {
            expect(Math.abs(gradient[i]! - value) / largest, `${order} ${model.parameters[i]!.name}`).toBeLessThan(
              1e-6,
            );
          });
        }),
        { numRuns: 4 },
      );
    }
});

/** Log density of the default model in the textbook's words: likelihood, priors, Jacobians, each with its constant. */
function naive(model: MmmModel, u: ArrayLike<number>): number {
  const value = (name: string) => u[model.parameters.findIndex((p) => p.name === name)]!;
  const logGamma3 = Math.log(2);
  const normal = (x: number, m: number, s: number) => -0.5 * ((x - m) / s) ** 2 - Math.log(s * Math.sqrt(2 * Math.PI));
  const halfNormal = (x: number, s: number) => Math.log(2) + normal(x, 0, s);
  let total = normal(value('intercept'), 0, 2) + halfNormal(Math.exp(value('sigma')), 2) + value('sigma');
  const mean = Array.from(model.y, () => value('intercept'));
  for (const { name, values } of model.columns) {
    total += normal(value(`gamma[${name}]`), 0, 2);
    for (let t = 0; t < mean.length; t++) mean[t]! += value(`gamma[${name}]`) * values[t]!;
  }
  for (const { name, spend, maxLag, normalize, order } of model.channels) {
    const beta = Math.exp(value(`beta[${name}]`));
    const alpha = 1 / (1 + Math.exp(-value(`alpha[${name}]`)));
    const lambda = Math.exp(value(`lambda[${name}]`));
    // half-normal β, Beta(1, 3) α, Gamma(3, 1) λ; Jacobians e^u, α(1 − α), e^u
    total += halfNormal(beta, 2) + Math.log(beta);
    total += Math.log(3 * (1 - alpha) ** 2) + Math.log(alpha * (1 - alpha));
    total += 2 * Math.log(lambda) - lambda - logGamma3 + Math.log(lambda);
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
    total += normal(y, mean[t]!, Math.exp(value('sigma')));
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
        const expected = naive(model, u);
        expect(Math.abs(value - expected)).toBeLessThan(1e-11 * (1 + Math.abs(expected)));
        // the pointwise likelihood is what is left without priors and Jacobians
        const at = new Float64Array(dimension);
        constrain(u, at);
        const each = new Float64Array(model.y.length);
        logLikelihood(at, each);
        const priors = model.parameters.reduce(
          (sum, { prior, transform }, i) => sum + prior.logDensity(at[i]!) + transform.logJacobian(u[i]!, at[i]!),
          0,
        );
        const likelihood = each.reduce((a, b) => a + b, 0);
        expect(Math.abs(value - priors - likelihood)).toBeLessThan(1e-10 * (1 + Math.abs(value)));
      }),
      { numRuns: 30 },
    );
  },
);

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
