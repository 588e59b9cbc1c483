import fc from 'fast-check';
import { expect, test } from 'vitest';
import { edgeNote, roundBelow, spanOf, symmetricTicks } from './scatter.ts';

test('an axis reaches the farthest point unless that is far beyond all others', () => {
  expect(spanOf([1, -2, 3])).toBe(3);
  const many = Array.from({ length: 1000 }, (_, i) => i / 1000);
  expect(spanOf([...many, 50])).toBeLessThan(1.5);
  expect(spanOf([])).toBe(1);
  expect(spanOf([0, 0])).toBe(1);
});

test('ticks are 1, 2 or 5 times a power of ten', () => {
  expect(symmetricTicks(1.4)).toEqual([-1, 0, 1]);
  expect(symmetricTicks(0.6)).toEqual([-0.5, 0, 0.5]);
  expect(roundBelow(300)).toBe(200);
  fc.assert(
    fc.property(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), (span) => {
      const tick = roundBelow(span);
      expect(tick).toBeLessThanOrEqual(0.9 * span);
      expect(tick).toBeGreaterThan(0.3 * span);
      expect(tick.toExponential()[0]).toMatch(/[125]/);
    }),
  );
});

test('what stands at the edge is said', () => {
  expect(edgeNote(0)).toEqual([]);
  expect(edgeNote(1)[0]).toContain('1 point lies');
  expect(edgeNote(2)[0]).toContain('2 points lie');
});
