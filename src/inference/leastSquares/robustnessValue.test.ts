import fc from 'fast-check';
import { expect, test } from 'vitest';
import { studentTQuantile } from '../../core/distributions.ts';
import { openStream } from '../../core/random/stream.ts';
import { classicalCovariance } from './classical.ts';
import { type LeastSquaresFit, leastSquares } from './fit.ts';
import { adjustedFor, confoundingBias, partialR2, robustnessValue, timesAsStrong } from './robustnessValue.ts';
import { standardErrors } from './sandwich.ts';

// The Darfur example of Cinelli & Hazlett (2020), table 1 and §5, with the digits of the R package sensemakr's vignette: effect of
// directlyharmed on peacefactor, 783 degrees of freedom.
const darfur = { estimate: 0.09731582, se: 0.02325654, df: 783 };
const t = darfur.estimate / darfur.se;

test('the published example: partial R² 2.2 %, robustness value 13.9 %, at level .95 7.6 %', () => {
  expect(partialR2(t, 783)).toBeCloseTo(0.02187, 5);
  expect(robustnessValue(t, 783, 1)).toBeCloseTo(0.13878, 5);
  expect(robustnessValue(t, 783, 1, 0.95)).toBeCloseTo(0.07626, 5);
});

// sensemakr's bounds for confounders once, twice and three times as strong as `female`
test.each([
  [0.009164287, 0.1246409, 0.0752203, 0.0218733],
  [0.01832857, 0.2493241, 0.0529152, 0.0203501],
  [0.02749286, 0.37405, 0.030396, 0.01867],
])('the published adjusted estimates: R² %f of the channel, %f of the outcome', (channel, outcome, estimate, se) => {
  const adjusted = adjustedFor(darfur, { channel, outcome });
  expect(adjusted.estimate).toBeCloseTo(estimate, 4);
  expect(adjusted.se).toBeCloseTo(se, 4);
  expect(adjusted.df).toBe(782);
});

test('the published strengths of confounders twice and three times as strong as female, from those of once', () => {
  // partial R² of female with directlyharmed and with peacefactor given it, out of the bound for once as strong
  const channel = 0.009164287 / 1.009164287;
  const shared = (channel / (1 - channel)) ** 2;
  const odds = (0.1246409 * (1 - shared)) / (1 + Math.sqrt(shared)) ** 2;
  const female = { channel, outcome: odds / (1 + odds) };
  expect(female.outcome).toBeCloseTo(0.10903, 4);
  for (const [times, ofChannel, ofOutcome] of [
    [1, 0.009164287, 0.1246409],
    [2, 0.01832857, 0.2493241],
    [3, 0.02749286, 0.37405],
  ] as const) {
    const bound = timesAsStrong(female, times)!;
    expect(bound.channel).toBeCloseTo(ofChannel, 7);
    expect(bound.outcome).toBeCloseTo(ofOutcome, 6);
  }
  expect(timesAsStrong(female, 9)).toBeNull();
  expect(timesAsStrong({ channel: 0.6, outcome: 0.1 }, 1)).toBeNull();
});

const share = fc.double({ min: 0.001, max: 0.95, noNaN: true });
const statistic = fc.double({ min: 0.01, max: 40, noNaN: true });
const freedom = fc.integer({ min: 5, max: 500 });

test('a confounder of strength RV_q takes exactly the share q of the estimate away', () => {
  fc.assert(
    fc.property(statistic, freedom, fc.double({ min: 0.1, max: 1, noNaN: true }), (t, df, q) => {
      const rv = robustnessValue(t, df, q);
      expect(confoundingBias({ se: 1, df }, { outcome: rv, channel: rv })).toBeCloseTo(q * t, 8);
    }),
  );
});

test('a confounder that explains at most RV_{q,α} of each brings the interval to just what is left, and no further', () => {
  fc.assert(
    fc.property(statistic, freedom, (t, df) => {
      const rv = robustnessValue(t, df, 1, 0.95);
      const quantile = studentTQuantile(0.975, df - 1);
      if (rv === 0) expect(t / Math.sqrt(df)).toBeLessThanOrEqual(quantile / Math.sqrt(df - 1));
      else expect(Math.abs(worst(t, df, quantile, rv))).toBeLessThan(1e-5 * (1 + t));
    }),
  );
});

/** Lower end of the interval under the worst confounder that explains at most `most` of each. */
function worst(t: number, df: number, quantile: number, most: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i <= 2000; i++) {
    const { estimate, se } = adjustedFor({ estimate: t, se: 1, df }, { outcome: (most * i) / 2000, channel: most });
    least = Math.min(least, estimate - quantile * se);
  }
  return least;
}

test('both grow with t, and the one with a level is the smaller', () => {
  fc.assert(
    fc.property(statistic, freedom, share, (t, df, more) => {
      expect(robustnessValue(t * (1 + more), df, 1)).toBeGreaterThan(robustnessValue(t, df, 1));
      expect(robustnessValue(t, df, 1, 0.9)).toBeLessThanOrEqual(robustnessValue(t, df, 1));
      expect(robustnessValue(-t, df, 1)).toBe(robustnessValue(t, df, 1));
    }),
  );
});

// The formulas are identities of least squares: what a regression answers with one more column follows from its answer
// without it and two partial R².
test('adding the confounder changes estimate and standard error by exactly the formulas', () => {
  const strength = fc.double({ min: -3, max: 3, noNaN: true });
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 8, max: 40 }), strength, strength, (seed, n, gamma, delta) => {
      const stream = openStream(['robustnessValue', seed]);
      const column = () => Float64Array.from({ length: n }, () => stream.normal());
      const [x, z, u, e] = [column(), column(), column(), column()];
      const d = z.map((value, i) => delta * value + u[i]! + 0.5 * x[i]!);
      const y = d.map((value, i) => 2 * value + gamma * z[i]! + e[i]!);
      const ones = new Float64Array(y.length).fill(1);
      const without = fitted([ones, x, d], y);
      const full = fitted([ones, x, d, z], y);
      const channel = partialOf(fitted([ones, x, z], d), 2);
      const outcome = partialOf(full, 3);
      const before = regressed(without, 2);
      const bias = before.estimate - full.coefficients[2]!;
      const size = confoundingBias(before, { outcome, channel });
      expect(Math.abs(bias)).toBeCloseTo(size, 6);
      expect(adjustedFor(before, { outcome, channel }).se).toBeCloseTo(regressed(full, 2).se, 6);
    }),
  );
});

function fitted(columns: readonly Float64Array[], y: Float64Array): LeastSquaresFit {
  const fit = leastSquares(Float64Array.from(columns.flatMap((column) => [...column])), y, columns.length);
  if (fit.status !== 'ok') throw new Error(fit.status);
  return fit;
}
function regressed(fit: LeastSquaresFit, j: number) {
  return { estimate: fit.coefficients[j]!, se: standardErrors(classicalCovariance(fit), fit.k)[j]!, df: fit.df };
}
function partialOf(fit: LeastSquaresFit, j: number): number {
  const { estimate, se, df } = regressed(fit, j);
  return partialR2(estimate / se, df);
}
