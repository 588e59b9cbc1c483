import fc from 'fast-check';
import { expect, test } from 'vitest';
import { transformOnto } from './transform.ts';

const supports: [number, number][] = [
  [-Infinity, Infinity],
  [0, Infinity],
  [-3, Infinity],
  [-Infinity, 2],
  [0, 1],
  [-2, 5],
];

test.each(supports)('onto (%d, %d): inverse, slope and Jacobian agree with finite differences', (lower, upper) => {
  const transform = transformOnto([lower, upper]);
  fc.assert(
    fc.property(fc.double({ min: -8, max: 8, noNaN: true }), (u) => {
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
    }),
  );
});

test('far out the maps stay finite where they can', () => {
  const unit = transformOnto([0, 1]);
  expect(unit.constrain(-800)).toBe(0);
  expect(unit.constrain(800)).toBe(1);
  expect(unit.logJacobian(-800, 0)).toBeCloseTo(-800, 9);
});
