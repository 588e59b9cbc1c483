import { expect, test } from 'vitest';
import { gammaHalfStep, gammaHalfStepSlope } from './gammaHalfStep.ts';
import { normal } from './normal.ts';
import { studentT } from './studentT.ts';

const residual = Float64Array.of(0.3, -1.2, 0.05, 4, -0.7, 2.5);

const density = (r: Float64Array, sigma: number, nu: number) =>
  studentT.logDensity(r, Float64Array.of(sigma, nu), new Float64Array(r.length), new Float64Array(2));

/** R 4.2.2: dt(x/sigma, nu, log = TRUE) - log(sigma), sprintf("%.16g") */
test.each([
  [
    4,
    1,
    [
      -1.036455775348776, -1.749541002381628, -0.9823912649338317, -5.004424034096977, -1.269725104597407,
      -3.333287614173043,
    ],
  ],
  [
    1.5,
    0.3,
    [
      -0.5112095102134429, -2.943597196532584, 0.1043860961587997, -5.852016638065496, -1.78827356962842,
      -4.693217468041218,
    ],
  ],
  [
    0.4,
    2,
    [
      -2.108870763229159, -2.519861053767362, -2.071656229843553, -3.749090024405545, -2.257575639158375,
      -3.183920265230693,
    ],
  ],
  [
    30,
    0.8,
    [
      -0.7766132662651145, -1.825097028548841, -0.7061448718475791, -10.09923172940453, -1.094736285132759,
      -5.072111465487971,
    ],
  ],
  [
    1000,
    0.5,
    [
      -0.406188927984736, -3.100650403449456, -0.2310463275782277, -31.27475450778911, -1.20606124653696,
      -12.584693954084,
    ],
  ],
  [
    1e7,
    1.1,
    [
      -1.051438824234324, -1.609290084419761, -1.015281795963436, -7.625815275817208, -1.216728093000118,
      -3.596892957367468,
    ],
  ],
])('nu %d, sigma %d: the density is R’s dt', (nu, sigma, expected) => {
  const each = new Float64Array(6);
  studentT.logLikelihood(residual, Float64Array.of(sigma, nu), each);
  expected.forEach((value, t) => {
    expect(Math.abs(each[t]! - value)).toBeLessThan(1e-13 * (1 + Math.abs(value)));
  });
  const total = expected.reduce((a, b) => a + b, 0);
  expect(Math.abs(density(residual, sigma, nu) - total)).toBeLessThan(1e-13 * Math.abs(total));
});

test('as nu grows it becomes the normal density, in the value and in every derivative', () => {
  const [p, q] = [Float64Array.of(0.8, 1e12), Float64Array.of(0.8)];
  const [byMean, byNormalMean, by, byNormal] = [6, 6, 2, 1].map((n) => new Float64Array(n));
  const value = studentT.logDensity(residual, p, byMean!, by!);
  expect(value).toBeCloseTo(normal.logDensity(residual, q, byNormalMean!, byNormal!), 9);
  byMean!.forEach((x, t) => {
    expect(x).toBeCloseTo(byNormalMean![t]!, 8);
  });
  expect(by![0]).toBeCloseTo(byNormal![0]!, 8);
  expect(Math.abs(by![1]!)).toBeLessThan(1e-15);
});

test('outliers by the thousand do not overflow: the product is taken apart', () => {
  const far = Float64Array.from({ length: 1000 }, (_, t) => 1e6 * (t + 1));
  const each = new Float64Array(1000);
  studentT.logLikelihood(far, Float64Array.of(0.1, 2), each);
  const total = each.reduce((a, b) => a + b, 0);
  expect(Math.abs(density(far, 0.1, 2) / total - 1)).toBeLessThan(1e-13);
});

/** mpmath 1.3.0, 50 digits: loggamma(x + 1/2) - loggamma(x) - log(x)/2, and psi(x + 1/2) - psi(x) - 1/(2x) */
test.each([
  [0.05, -0.99098220816360933, 8.7618857406576965],
  [0.5, -0.22579135264472743, 0.38629436111989062],
  [2, -0.061890719807053495, 0.030372305546776048],
  [7.3, -0.017109973549896676, 0.002340204372392113],
  [19.99, -0.0062524750326524891, 0.00031271500483755406],
  [20.01, -0.0062462269817816615, 0.00031209039442069798],
  [150, -0.00083333179014403223, 5.5555246920438634e-6],
  [1e6, -1.2499999999999479e-7, 1.2499999999998437e-13],
])('half a step of log Γ at %d', (x, value, slope) => {
  // near the border of the series log Γ itself is some 40, so its last digit is 7e-15
  expect(Math.abs(gammaHalfStep(x) - value)).toBeLessThan(x < 20 ? 3e-14 : 1e-15 * Math.abs(value));
  expect(Math.abs(gammaHalfStepSlope(x) - slope)).toBeLessThan(x < 20 ? 3e-15 * (1 + slope) : 1e-15 * slope);
});
