import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spread } from './spread.ts';

test('labels that do not meet stay where they are, others move as little as needed', () => {
  expect(spread([10, 11, 40], 12, 0, 100)).toEqual([10, 22, 40]);
  expect(spread([99, 98], 12, 0, 100)).toEqual([100, 88]);
});

test('labels keep their order and distance wherever there is room', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 8 }), (wanted) => {
      const placed = spread(wanted, 12, 0, 100);
      const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]!);
      const sorted = order.map((i) => placed[i]!);
      for (let i = 1; i < sorted.length; i++) expect(sorted[i]! - sorted[i - 1]!).toBeGreaterThan(12 - 1e-9);
      for (const y of placed) expect(y).toBeLessThanOrEqual(100);
      for (const y of placed) expect(y).toBeGreaterThanOrEqual(-1e-9);
    }),
  );
});
