import fc from 'fast-check';
import { expect, test } from 'vitest';
import { extentOf } from './extent.ts';

test('0 is always inside, and no end is farther than reach and some air', () => {
  // an axis as wide as the smallest double has no room for ticks or air
  const value = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((x) => (Math.abs(x) < 1e-9 ? 0 : x));
  fc.assert(
    fc.property(fc.array(value), fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (values, reach) => {
      const { low, high, ticks } = extentOf(values, reach);
      expect(low).toBeLessThan(0);
      expect(high).toBeGreaterThan(0);
      expect(Math.max(-low, high)).toBeLessThanOrEqual(1.13 * reach);
      expect(ticks.length).toBeGreaterThanOrEqual(1);
      expect(ticks.length).toBeLessThan(12);
      for (const tick of ticks) expect(tick >= low && tick <= high).toBe(true);
    }),
  );
});

test('one side of 0 takes no room where nothing lies there', () => {
  const { low, high, ticks } = extentOf([0.2, 1], 3);
  expect([low, high]).toEqual([-0.06, 1.06]);
  expect(ticks).toEqual([0, 0.2, 0.4, 0.6000000000000001, 0.8, 1]);
});
