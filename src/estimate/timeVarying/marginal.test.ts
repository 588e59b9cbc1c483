import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exp, log } from '../../core/math.ts';
import { openStream } from '../../core/random/stream.ts';
import { summarise } from '../../inference/diagnostics/summarise.ts';
import { sampleChains } from '../../inference/hmc/sample.ts';
import { defaultChainSettings } from '../../inference/hmc/settings.ts';
import { leastSquares } from '../../inference/leastSquares/fit.ts';
import { posterior } from '../bayesian/posterior.ts';
import { designMatrix } from '../columns.ts';
import { marginalDensity } from '../varianceParts/marginal.ts';
import { momentsOf } from '../varianceParts/moments.fixture.ts';
import type { Reduced } from '../varianceParts/reduced.ts';
import { allParameters, knotAt } from './allParameters.fixture.ts';
import { completion } from './complete.ts';
import { reduceVarying, type VaryingEquation } from './equation.ts';
import { varyingLayout } from './layout.ts';
import { outcome, problem, unitPriors } from './problem.fixture.ts';
import { signedSpreads } from './signed.ts';

function reduced(equation: VaryingEquation): Reduced {
  const found = reduceVarying(equation, outcome);
  if ('status' in found) throw new Error(found.detail);
  return found;
}

/** Means and standard deviations of what is drawn at given variances. */
function momentsGiven(equation: VaryingEquation, taus: readonly number[], sigma: number) {
  const layout = varyingLayout(equation);
  const complete = completion(reduced(equation), equation, layout, unitPriors);
  return { layout, ...momentsOf(complete, layout.names.length, Float64Array.from([...taus, log(sigma)])) };
}

test('with a knot a period it is the Kalman smoother of a random-walk regression', () => {
  // statsmodels 0.15.0, MLEModel with exact diffuse start: states intercept, price, two random walks of sd .3 and .05, noise of sd 2.5
  const { layout, center, sd } = momentsGiven(problem(24), [0.3, 0.05], 2.5);
  expect([...center.subarray(0, 2)]).toEqual([18.99978656782812, 0.898819200154548].map((x) => expect.closeTo(x, 8)));
  expect([...sd.subarray(0, 2)]).toEqual([1.411377613906444, 0.3222367437086461].map((x) => expect.closeTo(x, 8)));
  const smoothed: readonly (readonly [period: number, means: readonly number[], sds: readonly number[]])[] = [
    [0, [0.9556955884720967, 1.6185205358305015], [0.46059482684961484, 0.23460288129762277]],
    [7, [1.7185296503318432, 1.6314866236399987], [0.3149576909630849, 0.19709342197273802]],
    [16, [2.240105247555454, 1.6453527828402505], [0.25516079102823047, 0.19476585105745137]],
    [23, [2.513392491262727, 1.6517920915572097], [0.4045374016423488, 0.21709700103396537]],
  ];
  for (const [t, means, sds] of smoothed) {
    for (const c of [0, 1]) {
      expect(center[layout.knots[c]! + t]).toBeCloseTo(means[c]!, 8);
      expect(sd[layout.knots[c]! + t]).toBeCloseTo(sds[c]!, 8);
    }
  }
});

test('the marginal likelihood is the restricted one of the full covariance matrix', () => {
  // numpy 24 × 24: −½log|V| − ½log|FᵀV⁻¹F| − ½yᵀPy with V = σ²I + Στ_c²·xxᵀ∘min(s, t), minus that at (.3, .05), 2.5
  const density = marginalDensity(reduced(problem(24)), unitPriors);
  const likelihood = (taus: readonly number[], sigma: number) => {
    const u = Float64Array.from([...taus, sigma], log);
    const laws = [...unitPriors.spreads, unitPriors.sigma];
    const prior = laws.reduce((sum, law, i) => sum + law.logDensity([...taus, sigma][i]!) + u[i]!, 0);
    return density(u, new Float64Array(3)) - prior;
  };
  const base = likelihood([0.3, 0.05], 2.5);
  expect(likelihood([0.1, 0.2], 3) - base).toBeCloseTo(-0.9089662596885475, 8);
  expect(likelihood([1, 0.02], 2) - base).toBeCloseTo(-9.137348635645182, 8);
});

test('without steps every knot is the least squares coefficient', () => {
  const equation = problem(6, 'gaussian');
  const columns = [...equation.fixed, ...equation.channels.map(({ column }) => column)];
  const fit = leastSquares(designMatrix(columns), outcome, columns.length);
  if (fit.status !== 'ok') throw new Error(fit.status);
  const { layout, center } = momentsGiven(equation, [0, 0], 2.5);
  layout.knots.forEach((from, c) => {
    for (let j = 0; j < 6; j++) expect(center[from + j]).toBeCloseTo(fit.coefficients[2 + c]!, 9);
  });
});

test('on signed axes the density is even and smooth, and its gradient that of differences', () => {
  const density = signedSpreads(marginalDensity(reduced(problem(5)), unitPriors), 3, 2);
  const [gradient, unused] = [new Float64Array(3), new Float64Array(3)];
  const axis = fc.double({ min: -1.5, max: 1.5, noNaN: true });
  fc.assert(
    fc.property(axis, axis, axis, (a, b, c) => {
      const v = Float64Array.from([a, b, 1 + 0.3 * c]);
      const value = density(v, gradient);
      expect(density(Float64Array.from([-a, b, v[2]!]), unused)).toBe(value);
      for (let i = 0; i < 3; i++) {
        const moved = (by: number) =>
          density(
            v.map((x, j) => (j === i ? x + by : x)),
            unused,
          );
        const slope = (moved(1e-5) - moved(-1e-5)) / 2e-5;
        expect(Math.abs(gradient[i]! - slope)).toBeLessThan(1e-4 * Math.max(1, Math.abs(slope), Math.abs(value)));
      }
    }),
    { numRuns: 40 },
  );
});

test('the sampler agrees with one over all parameters at once', () => {
  const equation = problem(5);
  const layout = varyingLayout(equation);
  const parts = reduced(equation);
  const settings = { ...defaultChainSettings, draws: 300 };
  const chains = sampleChains(signedSpreads(marginalDensity(parts, unitPriors), 3, 2), 3, 2, settings, (c) =>
    openStream(['time-varying', 'short', c]),
  );
  const complete = completion(parts, equation, layout, unitPriors);
  const sampling = { dimension: 3, logDensity: () => 0, nameOf: String, complete };
  const draws = posterior(sampling, layout.names.length, chains, (role) => openStream(['time-varying', role]));

  const long = sampleChains(allParameters(equation), 15, 2, settings, (c) => openStream(['time-varying', 'long', c]));
  const other = (of: (q: Float64Array) => number) =>
    summarise(
      long.map(({ draws: all }) =>
        Float64Array.from({ length: all.length / 15 }, (_, k) => of(all.subarray(15 * k, 15 * k + 15))),
      ),
    );
  const pairs: readonly (readonly [number, (q: Float64Array) => number])[] = [
    [layout.knots[0]!, (q) => knotAt(q, 0, 0)],
    [layout.knots[0]! + 4, (q) => knotAt(q, 0, 4)],
    [layout.knots[1]! + 2, (q) => knotAt(q, 1, 2)],
    [layout.taus, (q) => Math.abs(q[12]!)],
    [layout.taus + 1, (q) => Math.abs(q[13]!)],
    [layout.sigma, (q) => exp(q[14]!)],
  ];
  for (const [at, of] of pairs) {
    const [ours, theirs] = [summarise(draws.parameter(at)), other(of)];
    const error = (a: number, b: number) => Math.sqrt(a * a + b * b);
    expect(Math.abs(ours.mean - theirs.mean)).toBeLessThan(4 * error(ours.mcseMean!, theirs.mcseMean!));
    expect(Math.abs(ours.sd - theirs.sd)).toBeLessThan(4 * error(ours.mcseSd!, theirs.mcseSd!));
  }
});
