import { expect, test } from 'vitest';
import { classicalCovariance } from './classical.ts';
import { conditionNumber, varianceInflation } from './collinearity.ts';
import { leastSquares } from './fit.ts';
import { standardErrors } from './sandwich.ts';
import { durbinWatson, summarize } from './summary.ts';

// Longley (1967), JASA 62, as in NIST's Statistical Reference Datasets (higher level of difficulty), with its certified
// values: www.itl.nist.gov/div898/strd/lls/data/Longley.shtml
const columns = [
  [83, 88.5, 88.2, 89.5, 96.2, 98.1, 99, 100, 101.2, 104.6, 108.4, 110.8, 112.6, 114.2, 115.7, 116.9],
  [
    234289, 259426, 258054, 284599, 328975, 346999, 365385, 363112, 397469, 419180, 442769, 444546, 482704, 502601,
    518173, 554894,
  ],
  [2356, 2325, 3682, 3351, 2099, 1932, 1870, 3578, 2904, 2822, 2936, 4681, 3813, 3931, 4806, 4007],
  [1590, 1456, 1616, 1650, 3099, 3594, 3547, 3350, 3048, 2857, 2798, 2637, 2552, 2514, 2572, 2827],
  [
    107608, 108632, 109773, 110929, 112075, 113270, 115094, 116219, 117388, 118734, 120445, 121950, 123366, 125368,
    127852, 130081,
  ],
  Array.from({ length: 16 }, (_, t) => 1947 + t),
];
const y = Float64Array.of(
  60323,
  61122,
  60171,
  61187,
  63221,
  63639,
  64989,
  63761,
  66019,
  67857,
  68169,
  66513,
  68655,
  69564,
  69331,
  70551,
);
const certified = [
  [-3482258.63459582, 890420.383607373],
  [15.0618722713733, 84.9149257747669],
  [-0.035819179292591, 0.0334910077722432],
  [-2.02022980381683, 0.488399681651699],
  [-1.03322686717359, 0.214274163161675],
  [-0.0511041056535807, 0.22607320006937],
  [1829.15146461355, 455.478499142212],
] as const;

const fit = leastSquares(Float64Array.from([new Array<number>(16).fill(1), ...columns].flat()), y, 7);
if (fit.status !== 'ok') throw new Error('Longley has full rank');

test('coefficients and standard errors are NIST’s to ten digits', () => {
  const se = standardErrors(classicalCovariance(fit), 7);
  certified.forEach(([value, error], j) => {
    expect(Math.abs(fit.coefficients[j]! / value - 1)).toBeLessThan(1e-10);
    expect(Math.abs(se[j]! / error - 1)).toBeLessThan(1e-10);
  });
});

test('summaries: NIST’s, and statsmodels’ where NIST has none', () => {
  const summary = summarize(fit);
  expect(Math.sqrt(summary.sigma2)).toBeCloseTo(304.854073561965, 8);
  expect(summary.r2).toBeCloseTo(0.995479004577296, 12);
  // statsmodels' documentation of OLS prints these digits for the same data
  expect(summary.r2Adjusted).toBeCloseTo(0.992, 3);
  expect(summary.logLikelihood).toBeCloseTo(-109.62, 2);
  expect(summary.aic).toBeCloseTo(233.2, 1);
  expect(summary.bic).toBeCloseTo(238.6, 1);
  expect(durbinWatson(fit.residuals)).toBeCloseTo(2.559, 3);
});

test('variance inflation as R’s car::vif prints it', () => {
  const printed = [135.53244, 1788.51348, 33.61889, 3.58893, 399.15102, 758.9806];
  printed.forEach((value, j) => {
    expect(varianceInflation(fit, j + 1)).toBeCloseTo(value, 4);
  });
});

test('condition number of the columns scaled to length 1 as in Belsley, Kuh & Welsch (1980)', () => {
  expect(conditionNumber(fit)).toBeCloseTo(43275, -1);
});
