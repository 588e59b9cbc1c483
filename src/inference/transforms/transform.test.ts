import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalCdf } from '../../core/distributions.ts';
import { positive, type Transform, transformOnto } from './transform.ts';

/** How far out the two sides are compared: where x comes near an upper end, its distance from there has few digits left. */
const cases: [string, number, number, number, Transform][] = [
  ...(
    [
      [-Infinity, Infinity, 8],
      [0, Infinity, 8],
      [-3, Infinity, 8],
      [-Infinity, 2, 8],
      [0, 1, 3.5],
      [-2, 5, 3.5],
    ] as const
  ).map(([a, b, far]): [string, number, number, number, Transform] => ['onto', a, b, far, transformOnto([a, b])]),
  ['positive, onto', 0, Infinity, 5, positive],
];

test.each(cases)(
  '%s (%d, %d): inverse, slope and Jacobian agree with finite differences',
  (_, lower, upper, far, transform) => {
    fc.assert(
      fc.property(fc.double({ min: -far, max: far, noNaN: true }), (u) => {
        const x = transform.constrain(u);
        expect(x > lower && x < upper).toBe(true);
        expect(transform.free(x)).toBeCloseTo(u, 8);
        const h = 1e-5;
        const slope = (transform.constrain(u + h) - transform.constrain(u - h)) / (2 * h);
        expect(transform.slope(u, x) / slope).toBeCloseTo(1, 6);
        // the Jacobian's log is that of the slope, by definition
        expect(transform.logJacobian(u, x)).toBeCloseTo(Math.log(Math.abs(transform.slope(u, x))), 9);
        const curvature =
          (transform.logJacobian(u + h, transform.constrain(u + h)) -
            transform.logJacobian(u - h, transform.constrain(u - h))) /
          (2 * h);
        expect(transform.logJacobianSlope(u, x)).toBeCloseTo(curvature, 6);
        const all = new Float64Array(5);
        transform.evaluate(u, all, 1);
        const apart = [x, transform.slope(u, x), transform.logJacobian(u, x), transform.logJacobianSlope(u, x)];
        for (const [i, value] of apart.entries())
          expect(Math.abs(all[1 + i]! - value)).toBeLessThan(1e-8 * (1 + Math.abs(value)));
      }),
    );
  },
);

test('far out the maps stay finite where they can', () => {
  const unit = transformOnto([0, 1]);
  expect(unit.constrain(-30)).toBe(0);
  expect(unit.constrain(30)).toBe(1);
  expect(unit.logJacobian(-30, 0)).toBeLessThan(-1000);
  expect(positive.constrain(-10)).toBeGreaterThan(0);
  expect(positive.free(1e5)).toBeCloseTo(positive.free(1e5 + 1e-3), 5);
  expect(positive.constrain(positive.free(1e5))).toBeCloseTo(1e5, 4);
});

// Bowling et al. (2009), whose approximation it is, report a largest error of 1.4e-4
test('onto (0, 1) is the normal distribution function within 1.5e-4', () => {
  const unit = transformOnto([0, 1]);
  for (let u = -5; u <= 5; u += 0.05) expect(Math.abs(unit.constrain(u) - normalCdf(u))).toBeLessThan(1.5e-4);
});
