import fc from 'fast-check';
import { expect, test } from 'vitest';
import { log } from '../../core/math.ts';
import { openStream } from '../../core/random/stream.ts';
import { summarise } from '../../inference/diagnostics/summarise.ts';
import { sampleChains } from '../../inference/hmc/sample.ts';
import { defaultChainSettings } from '../../inference/hmc/settings.ts';
import { makePrior } from '../../inference/priors/prior.ts';
import { posterior } from '../bayesian/posterior.ts';
import { completion } from '../campaignHierarchy/complete.ts';
import { campaignLayout } from '../campaignHierarchy/layout.ts';
import { outcome, problem } from '../campaignHierarchy/problem.fixture.ts';
import { type Grouped, reduce } from '../campaignHierarchy/reduced.ts';
import { marginalDensity, type VariancePriors } from './marginal.ts';
import { momentsOf } from './moments.fixture.ts';
import type { Reduced } from './reduced.ts';

/** Priors with units of 1, so that the sampler's axes are log τ and log σ themselves. */
const priorsOf = (parents: number, spread = 1, sigma = 5): VariancePriors => ({
  spreads: Array.from({ length: parents }, () => makePrior(['half-normal', spread])),
  sigma: makePrior(['half-normal', sigma]),
  units: { spreads: new Float64Array(parents).fill(1), sigma: 1 },
});

function reduced(equation: Grouped): Reduced {
  const found = reduce(equation, outcome);
  if ('status' in found) throw new Error(found.detail);
  return found;
}

const two = problem([0, 0, 0, 1, 1]);
const point = (spreads: readonly number[], sigma: number) => Float64Array.from([...spreads, sigma], log);

/** The density without its priors and Jacobians. */
function likelihood(spreads: readonly number[], sigma: number): number {
  const priors = priorsOf(2);
  const u = point(spreads, sigma);
  let value = marginalDensity(reduced(two), priors)(u, new Float64Array(3)) - priors.sigma.logDensity(sigma) - u[2]!;
  spreads.forEach((spread, p) => {
    value -= priors.spreads[p]!.logDensity(spread) + u[p]!;
  });
  return value;
}

test('the marginal likelihood is the restricted one of the full covariance matrix', () => {
  // numpy 24 × 24: −½log|V| − ½log|FᵀV⁻¹F| − ½yᵀPy with V = σ²I + Στ²wwᵀ, minus that at (.5, .5), 3
  const base = likelihood([0.5, 0.5], 3);
  expect(likelihood([0.3, 0.8], 2.5) - base).toBeCloseTo(0.4113451617400443, 9);
  expect(likelihood([1.5, 0.1], 4) - base).toBeCloseTo(-4.037078036927504, 9);
  expect(likelihood([0.02, 2], 3.2) - base).toBeCloseTo(-3.3605895545169346, 9);
});

test('its gradient is that of differences', () => {
  const density = marginalDensity(reduced(two), priorsOf(2));
  const [gradient, unused] = [new Float64Array(3), new Float64Array(3)];
  const axis = fc.double({ min: -3, max: 2, noNaN: true });
  fc.assert(
    fc.property(fc.tuple(axis, axis, axis), (at) => {
      const u = Float64Array.from(at);
      density(u, gradient);
      for (let i = 0; i < 3; i++) {
        const moved = (by: number) =>
          density(
            u.map((x, j) => (j === i ? x + by : x)),
            unused,
          );
        const slope = (moved(1e-5) - moved(-1e-5)) / 2e-5;
        expect(Math.abs(gradient[i]! - slope)).toBeLessThan(1e-5 * Math.max(1, Math.abs(slope), Math.abs(moved(0))));
      }
    }),
  );
});

/** Means and standard deviations of what is drawn at given variances. */
function momentsGiven(equation: Grouped, spreads: readonly number[], sigma: number) {
  const layout = campaignLayout(equation);
  const complete = completion(reduced(equation), layout, priorsOf(spreads.length));
  return { layout, ...momentsOf(complete, layout.names.length, point(spreads, sigma)) };
}

const close = (a: Float64Array, b: readonly number[], digits: number) =>
  b.forEach((value, i) => {
    expect(a[i]).toBeCloseTo(value, digits);
  });

test('given the variances, campaigns have their best linear unbiased predictions and its errors', () => {
  // numpy: generalized least squares for the flat part, τ²WᵀV⁻¹(y − Fφ) for the deviations, Henderson's equations for the errors
  const { layout, center, sd } = momentsGiven(two, [0.3, 0.8], 2.5);
  close(center, [18.708599940421493, 1.1149499043962285], 9);
  close(
    center.subarray(layout.roas),
    [1.2333375970880252, 2.0053164447749907, 1.4714710612996802, 0.24695066526857745, 1.4152371068550933],
    9,
  );
  close(center.subarray(layout.means), [1.570041701054233, 0.831093886061832], 9);
  close(
    sd.subarray(layout.roas),
    [0.1683887229125152, 0.163096531289033, 0.19233451843924818, 0.1845522981255614, 0.34620754048364105],
    9,
  );
});

test('R nlme agrees: its variances are stationary here, and its predictions ours', () => {
  // nlme, lme(y ~ price + o1 + o2 + s, random = pdIdent(~ w1 + w2 + w3 − 1), method REML), printed to 12 digits
  const one = problem([0, 0, 0, -1, -1]);
  const [spread, sigma] = [0.514702356464, 2.426525823194];
  const gradient = new Float64Array(2);
  const priors = priorsOf(1);
  marginalDensity(reduced(one), priors)(point([spread], sigma), gradient);
  expect(gradient[0]! - spread * priors.spreads[0]!.derivative(spread) - 1).toBeCloseTo(0, 4);
  expect(gradient[1]! - sigma * priors.sigma.derivative(sigma) - 1).toBeCloseTo(0, 4);
  const { layout, center } = momentsGiven(one, [spread], sigma);
  const mean = 1.5252006521;
  close(center, [19.10647967017, 1.084244156912], 5);
  close(
    center.subarray(layout.roas),
    [mean - 0.407609663416, mean + 0.545224308172, mean - 0.137614644756, 0.145218753785, 1.6216443496],
    6,
  );
});

test('the sampler has the posterior of a quadrature over spreads and σ', () => {
  // numpy, 48 × 48 × 40 points evenly spaced in log τ and log σ from .001 to 8 and 1.2 to 14, half-normal(1), (1) and (5)
  const layout = campaignLayout(two);
  const priors = priorsOf(2);
  const chains = sampleChains(
    marginalDensity(reduced(two), priors),
    3,
    4,
    { ...defaultChainSettings, draws: 2000 },
    (c) => openStream(['campaigns', 'quadrature', c]),
  );
  const sampling = {
    dimension: 3,
    logDensity: () => 0,
    nameOf: String,
    complete: completion(reduced(two), layout, priors),
  };
  const draws = posterior(sampling, layout.names.length, chains, (role) => openStream(['campaigns', role]));
  const expected: readonly (readonly [at: number, mean: number, sd?: number])[] = [
    [layout.roas, 1.1823882629637879, 0.21036602026550263],
    [layout.roas + 1, 2.076565264074299, 0.19667665090718325],
    [layout.roas + 2, 1.4661821501734946, 0.22680408879044855],
    [layout.roas + 3, 0.24638601703220434, 0.22052170747522215],
    [layout.roas + 4, 1.3820083963829484, 0.428171039832368],
    [layout.spreads, 0.7110372422195523],
    [layout.spreads + 1, 0.9686432198657459],
    [layout.sigma, 2.6746519454753783],
  ];
  for (const [at, mean, sd] of expected) {
    const found = summarise(draws.parameter(at));
    expect(Math.abs(found.mean - mean)).toBeLessThan(4 * found.mcseMean!);
    if (sd !== undefined) expect(Math.abs(found.sd - sd)).toBeLessThan(4 * found.mcseSd!);
  }
});
