import fc from 'fast-check';
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { expect, test } from 'vitest';
import { openStream } from '../../../core/random/stream.ts';
import { mean, variance } from '../../../core/stats.ts';
import { ar1 } from './ar1.ts';
import { ar1Integrated } from './ar1Integrated.ts';
import { normal } from './normal.ts';
import type { ErrorModel } from './types.ts';

const residual = Float64Array.of(0.31, -0.12, 0.45, 0.62, -0.2, 0.08, -0.55, -0.41);
const T = residual.length;

const density = (logDensity: ErrorModel['logDensity'], r: Float64Array, ...p: number[]) =>
  logDensity(r, Float64Array.from(p), new Float64Array(r.length), new Float64Array(p.length));

/** R 4.2.2: the multivariate normal with covariance sigma^2/(1 - phi^2)·phi^|i - j|, by chol() and backsolve(),
 *  which near phi 1 has lost the last four digits */
test.each([
  [0.5, 0.7, -4.860959097789702],
  [0.2, -0.4, -13.93658165973697],
  [1.3, 0.97, -11.35687425688721],
  [0.4, 0, -3.816182410644141],
  [0.3, 0.9999, -11.45532425790974],
])('sigma %d, phi %d: the density is the multivariate normal one', (sigma, phi, expected) => {
  expect(Math.abs(density(ar1.logDensity, residual, sigma, phi) - expected)).toBeLessThan(5e-12 * Math.abs(expected));
});

test('R’s arima finds the same likelihood', () => {
  // arima(r, order = c(1, 0, 0), include.mean = FALSE, fixed = 0.7, transform.pars = FALSE, method = "ML")
  expect(density(ar1.logDensity, residual, Math.sqrt(0.16987225), 0.7)).toBeCloseTo(-4.5973461622065983, 8);
});

test('at phi 0 it is the normal model', () => {
  for (const sigma of [0.1, 1, 3]) {
    expect(density(ar1.logDensity, residual, sigma, 0)).toBeCloseTo(density(normal.logDensity, residual, sigma), 12);
  }
});

const columns = [
  new Float64Array(T).fill(1),
  Float64Array.of(0.2, -1, 0.5, 1.4, -0.3, 0.9, -1.1, 0.1),
  Float64Array.from({ length: T }, (_, t) => t / 7),
];
const [means, sds] = [
  [0.3, -0.1, 0.2],
  [1.5, 0.7, 2],
] as const;

/** R 4.2.2: log density of r ~ N(Z m, S + Z diag(sd^2) Z'), and the coefficients' mean and sd given r, by solve() */
const answers = [
  {
    sigma: 0.5,
    phi: 0.7,
    value: -6.198174136999119,
    mean: [0.2394161264636, 0.3088490652056, -0.5437154822462],
    sd: [0.5835132607768, 0.1509031449824, 0.8221139150161],
  },
  {
    sigma: 0.2,
    phi: -0.4,
    value: -3.445988371755298,
    mean: [0.3498565491063, 0.3756897459788, -0.7058143060161],
    sd: [0.1015026488624, 0.09185464971468, 0.1722211191822],
  },
  {
    sigma: 0.3,
    phi: 0.999,
    value: -4.871239549845125,
    mean: [0.2945563688781, 0.322092205608, -0.567907606836],
    sd: [1.463851202597, 0.0789521608561, 0.7359259820544],
  },
  {
    sigma: 0.8,
    phi: -0.95,
    value: -11.63149150937421,
    mean: [0.3372668826153, 0.3254437671947, -0.6615287067567],
    sd: [0.3000279432989, 0.2852910067883, 0.5150380859111],
  },
];

test.each(answers)(
  'a linear part integrated out at sigma $sigma, phi $phi: value and coefficients are R’s',
  (answer) => {
    const { priorMean, logDensity, draw } = ar1Integrated(columns, means, sds);
    const rest = residual.map((r, t) => r - priorMean[t]!);
    const { sigma, phi, value } = answer;
    expect(Math.abs(density(logDensity, rest, sigma, phi) - value)).toBeLessThan(1e-11 * Math.abs(value));
    const stream = openStream(['ar1.test', sigma]);
    const draws = Array.from({ length: 4000 }, () => {
      const out = new Float64Array(3);
      draw(rest, Float64Array.of(sigma, phi), stream, out);
      return out;
    });
    answer.mean.forEach((center, j) => {
      const b = draws.map((out) => out[j]!);
      const sd = answer.sd[j]!;
      expect(Math.abs(mean(b) - center)).toBeLessThan(4 * (sd / Math.sqrt(4000)));
      expect(Math.abs(Math.sqrt(variance(b)) / sd - 1)).toBeLessThan(4 / Math.sqrt(8000));
    });
  },
);

/** Log density by ml-matrix: the covariance of all T periods, written out. */
function byCovariance(r: Float64Array, sigma: number, phi: number, z: readonly Float64Array[], s: readonly number[]) {
  const n = r.length;
  const covariance = Matrix.zeros(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const linear = z.reduce((sum, column, c) => sum + column[i]! * column[j]! * s[c]! ** 2, 0);
      covariance.set(i, j, (sigma ** 2 / (1 - phi ** 2)) * phi ** Math.abs(i - j) + linear);
    }
  }
  const factor = new CholeskyDecomposition(covariance);
  const quadratic = Matrix.rowVector([...r])
    .mmul(factor.solve(Matrix.columnVector([...r])))
    .get(0, 0);
  const logDeterminant = 2 * factor.lowerTriangularMatrix.diagonal().reduce((sum, x) => sum + Math.log(x), 0);
  return -0.5 * (quadratic + logDeterminant + n * Math.log(2 * Math.PI));
}

const inputs = fc.record({
  key: fc.integer(),
  T: fc.integer({ min: 2, max: 30 }),
  k: fc.integer({ min: 1, max: 7 }),
  sigma: fc.double({ min: 0.05, max: 3, noNaN: true }),
  phi: fc.double({ min: -0.99, max: 0.99, noNaN: true }),
});
const random = (key: number, n: number, k: number) => {
  const stream = openStream(['ar1.test', key]);
  const series = () => Float64Array.from({ length: n }, () => stream.normal());
  return { r: series(), z: Array.from({ length: k }, (_, j) => (j === 0 ? new Float64Array(n).fill(1) : series())) };
};

test('with any columns, more of them than periods too, the integrated density is the one by its covariance', () => {
  fc.assert(
    fc.property(inputs, ({ key, T: n, k, sigma, phi }) => {
      const { r, z } = random(key, n, k);
      const widths = z.map((_, j) => 0.5 + j);
      const { logDensity } = ar1Integrated(
        z,
        z.map(() => 0),
        widths,
      );
      const expected = byCovariance(r, sigma, phi, z, widths);
      expect(Math.abs(density(logDensity, r, sigma, phi) - expected)).toBeLessThan(1e-8 * (1 + Math.abs(expected)));
    }),
  );
});

test('its derivatives equal finite differences', () => {
  fc.assert(
    fc.property(inputs, ({ key, T: n, k, sigma, phi }) => {
      const { r, z } = random(key, n, k);
      const { logDensity } = ar1Integrated(
        z,
        z.map(() => 0),
        z.map(() => 2),
      );
      const [byMean, byParameter] = [new Float64Array(n), new Float64Array(2)];
      logDensity(r, Float64Array.of(sigma, phi), byMean, byParameter);
      const close = (value: number, at: (h: number) => number, scale: number) => {
        const h = 1e-5 * scale;
        const expected = (at(h) - at(-h)) / (2 * h);
        expect(Math.abs(value - expected) * scale).toBeLessThan(1e-6 * (1 + Math.abs(expected) * scale + n));
      };
      byMean.forEach((value, t) => {
        close(
          value,
          (h) =>
            density(
              logDensity,
              r.map((x, i) => (i === t ? x - h : x)),
              sigma,
              phi,
            ),
          sigma,
        );
      });
      close(byParameter[0]!, (h) => density(logDensity, r, sigma + h, phi), sigma);
      close(byParameter[1]!, (h) => density(logDensity, r, sigma, phi + h), 1 - Math.abs(phi));
    }),
    { numRuns: 50 },
  );
});

test('close to a random walk the level is not lost to rounding: a constant shift costs what its innovations say', () => {
  // a residual of 1e6 throughout: only the first period's innovation is not 0
  const level = new Float64Array(T).fill(1e6);
  const phi = 1 - 1e-9;
  const squares = (1 - phi) * (1 + phi) * 1e12 + (T - 1) * ((1 - phi) * 1e6) ** 2;
  const expected = 0.5 * Math.log((1 - phi) * (1 + phi)) - (T / 2) * Math.log(2 * Math.PI) - 0.5 * squares;
  expect(Math.abs(density(ar1.logDensity, level, 1, phi) / expected - 1)).toBeLessThan(1e-12);
});
