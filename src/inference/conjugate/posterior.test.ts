import fc from 'fast-check';
import { expect, test } from 'vitest';
import { studentTCdf } from '../../core/distributions.ts';
import { gandyScott } from '../../core/gandyScott.ts';
import { uniformityP } from '../../core/goodnessOfFit.ts';
import { lgamma, log } from '../../core/math.ts';
import { openStream } from '../../core/random/stream.ts';
import { leastSquares } from '../leastSquares/fit.ts';
import { drawPosterior } from './draws.ts';
import { coefficientMarginal, marginalOf, marginalQuantile, marginalSd } from './marginal.ts';
import { conjugatePosterior } from './posterior.ts';
import type { ConjugateModel, ConjugatePosterior, GaussianRow, Marginal } from './types.ts';

const row = (value: number, sd: number, ...weights: number[]): GaussianRow => ({
  weights: Float64Array.from(weights),
  value,
  sd,
});
const small: ConjugateModel = {
  x: Float64Array.of(1, 1, 1, 1, 1, 1, 0.5, -1.2, 2.0, 0.3, 1.1, -0.7),
  y: Float64Array.of(2.1, -1.4, 5.2, 1.0, 3.6, -0.9),
  k: 2,
  prior: [row(0.5, 2, 1, 0), row(1, 0.5, 0, 1)],
  noise: { kind: 'inverse-gamma', shape: 1.5, rate: 0.8 },
};
const solved = (model: ConjugateModel): ConjugatePosterior => {
  const posterior = conjugatePosterior(model);
  if (posterior.status !== 'ok') throw new Error(posterior.status);
  return posterior;
};

const ORACLE = {
  mean: [0.9978302583025829, 1.7442804428044283],
  scale: [0.32843930282843437, 0.2423394881270431],
  sd: [0.37241516402720154, 0.27478715075779114],
  upper: [1.7408115797403743, 2.2924904516998694],
  evidence: -10.117940483628168,
  combination: [4.4863911439114394, 0.5173139264101346],
  knownSd: [0.5351304286300271, 0.3948468805000116],
  knownEvidence: -10.417488006283856,
};

test('the textbook formulas in numpy, and the evidence as a multivariate t in scipy 1.17.1', () => {
  // Λ = V⁻¹ + XᵀX, m = Λ⁻¹(V⁻¹μ + Xᵀy), b = b₀ + ½(yᵀy + μᵀV⁻¹μ − mᵀΛm), y ~ t(2a₀; Xμ, b₀/a₀(I + XVXᵀ))
  const posterior = solved(small);
  const laws = [0, 1].map((j) => coefficientMarginal(posterior, j));
  const close = (got: readonly (number | null)[], expected: readonly number[]) =>
    got.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 12);
    });
  close([...posterior.mean], ORACLE.mean);
  close(
    laws.map(({ scale }) => scale),
    ORACLE.scale,
  );
  close(laws.map(marginalSd), ORACLE.sd);
  close(
    laws.map((law) => marginalQuantile(law, 0.975)),
    ORACLE.upper,
  );
  expect(laws[0]!.df).toBe(9);
  expect(posterior.logEvidence).toBeCloseTo(ORACLE.evidence, 12);
  const { location, scale } = marginalOf(posterior, Float64Array.of(1, 2));
  close([location, scale], ORACLE.combination);
  const known = solved({ ...small, noise: { kind: 'known', sd: 1.3 } });
  close(
    [0, 1].map((j) => coefficientMarginal(known, j).scale),
    ORACLE.knownSd,
  );
  expect(known.logEvidence).toBeCloseTo(ORACLE.knownEvidence, 12);
});

test('rows of data and observations of sd 1 are the same thing, in any split and order', () => {
  const whole = solved(small);
  fc.assert(
    fc.property(fc.subarray([0, 1, 2, 3, 4, 5]), (kept) => {
      const rest = [0, 1, 2, 3, 4, 5].filter((i) => !kept.includes(i)).reverse();
      const x = Float64Array.from([...kept, ...kept.map((i) => i + 6)], (i) => small.x[i]!);
      const observations = rest.map((i) => row(small.y[i]!, 1, small.x[i]!, small.x[i + 6]!));
      const split = solved({ ...small, x, y: Float64Array.from(kept, (i) => small.y[i]!), observations });
      for (const j of [0, 1]) expect(split.mean[j]).toBeCloseTo(whole.mean[j]!, 12);
      expect(coefficientMarginal(split, 1).scale).toBeCloseTo(coefficientMarginal(whole, 1).scale, 12);
      expect(split.logEvidence).toBeCloseTo(whole.logEvidence, 11);
    }),
  );
});

test('one more observation adds its predictive density to the evidence: a Student t about what was expected', () => {
  const before = solved(small);
  const number = fc.double({ min: -3, max: 3, noNaN: true });
  fc.assert(
    fc.property(number, number, number, fc.double({ min: 0.1, max: 5, noNaN: true }), (u, v, value, sd) => {
      const after = solved({ ...small, observations: [row(value, sd, u, v)] });
      const { location, scale, df } = marginalOf(before, Float64Array.of(u, v));
      const noise = before.noise as Extract<ConjugatePosterior['noise'], { kind: 'inverse-gamma' }>;
      const width = Math.sqrt(scale * scale + (sd * sd * noise.rate) / noise.shape);
      const density = logStudentT((value - location) / width, df) - log(width);
      // evidence is of the stated value: the change of units by sd is in it
      expect(after.logEvidence - before.logEvidence).toBeCloseTo(density, 10);
    }),
  );
});

test('flat priors on everything are least squares with its t intervals', () => {
  const fit = leastSquares(small.x, small.y, 2);
  if (fit.status !== 'ok') throw new Error(fit.status);
  // a noise law of next to no weight
  const posterior = solved({ ...small, prior: [], noise: { kind: 'inverse-gamma', shape: 1e-12, rate: 1e-12 } });
  expect(posterior.mean).toEqual(fit.coefficients);
  const { scale, df } = coefficientMarginal(posterior, 1);
  expect(df).toBeCloseTo(4, 10);
  const variance = (fit.inverseR[3]! * fit.inverseR[3]! * fit.rss) / 4;
  expect(scale).toBeCloseTo(Math.sqrt(variance), 10);
});

test('what rows leave open is refused, and a row without an error is a fault', () => {
  const copies = { ...small, x: Float64Array.from({ length: 12 }, () => 1) };
  expect(conjugatePosterior({ ...copies, prior: [] })).toMatchObject({ status: 'rank-deficient' });
  expect(conjugatePosterior({ ...copies, prior: [row(0, 1, 0, 1)] })).toMatchObject({ status: 'ok' });
  const two = { ...small, x: small.x.slice(0, 4), y: small.y.slice(0, 2), prior: [] };
  expect(conjugatePosterior(two)).toMatchObject({ status: 'more-columns-than-rows' });
  expect(() => conjugatePosterior({ ...small, prior: [row(0, 0, 1, 0)] })).toThrow(RangeError);
});

test.each([small.noise, { kind: 'known', sd: 0.7 } as const])('draws follow the marginals: $kind noise', (noise) => {
  const posterior = solved({ ...small, noise });
  const weights = [Float64Array.of(1, 0), Float64Array.of(0, 1), Float64Array.of(1, -2)];
  const laws = weights.map((each) => marginalOf(posterior, each));
  const verdict = gandyScott((n, attempt) => {
    const stream = openStream(['conjugate draws', `${Date.now()}/${Math.random()}`, attempt]);
    const { coefficients } = drawPosterior(posterior, n, stream);
    return laws.map((law, w) =>
      uniformityP(
        coefficients[0]!.map((b, d) => cdf(law, weights[w]![0]! * b + weights[w]![1]! * coefficients[1]![d]!)),
      ),
    );
  }, 3000);
  expect(verdict, JSON.stringify(verdict)).toMatchObject({ passed: true });
});

/** Normal laws as a t of a billion degrees of freedom, which differs by less than 1e-9. */
function cdf({ location, scale, df }: Marginal, value: number): number {
  return studentTCdf((value - location) / scale, Math.min(df, 1e9));
}

function logStudentT(t: number, df: number): number {
  return lgamma((df + 1) / 2) - lgamma(df / 2) - 0.5 * log(df * Math.PI) - ((df + 1) / 2) * log(1 + (t * t) / df);
}
