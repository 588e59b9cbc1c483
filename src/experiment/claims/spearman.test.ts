import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spearman } from './spearman.ts';

// the worked example of Wikipedia's "Spearman's rank correlation coefficient": ρ = −29/165
test('IQ and hours of television', () => {
  const iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
  const hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];
  expect(spearman(iq, hours)).toBeCloseTo(-29 / 165, 14);
});

// ranks with ties, by hand: x 1.5, 1.5, 3, 4 against 1, 2, 3, 4: 4.5/√(4.5·5)
test('ties have their mean rank', () => {
  expect(spearman([2, 2, 5, 9], [1, 2, 3, 4])).toBeCloseTo(4.5 / Math.sqrt(22.5), 14);
  expect(spearman([1, 1, 1], [1, 2, 3])).toBeNull();
});

test('depends on the order alone, and turns its sign with it', () => {
  const distinct = fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 12 });
  fc.assert(
    fc.property(distinct, (x) => {
      const y = x.map((value, i) => ((value * 7919 + i) % 31) + i / 100);
      const r = spearman(x, y);
      if (r === null) return;
      expect(
        spearman(
          x.map((value) => value * value * value),
          y,
        ),
      ).toBeCloseTo(r, 12);
      expect(
        spearman(
          x.map((value) => -value),
          y,
        ),
      ).toBeCloseTo(-r, 12);
      expect(Math.abs(r)).toBeLessThanOrEqual(1 + 1e-12);
    }),
  );
});
