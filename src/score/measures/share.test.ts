import { expect, test } from 'vitest';
import { normalQuantile } from '../../core/distributions.ts';
import { shareScore, wilson } from './share.ts';

test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('Wilson of %d in %d as in Newcombe (1998), table I, method 3', (hits, n, lower, upper) => {
  expect(wilson(hits, n).map((end) => Number(end.toFixed(4)))).toEqual([lower, upper]);
});

test('the ends solve (c − p)² = z²p(1 − p)/n', () => {
  const z = normalQuantile(0.975);
  for (const [hits, n] of [
    [1, 3],
    [95, 100],
    [1899, 2000],
  ] as const) {
    for (const p of wilson(hits, n)) {
      const gap = hits / n - p;
      expect(gap * gap).toBeCloseTo((z * z * p * (1 - p)) / n, 14);
    }
  }
});

test('a share of 0 or 1 has no error but an interval: 3.84/(n + 3.84) wide', () => {
  expect(shareScore(0, 10)).toMatchObject({ value: 0, mcse: 0, lower: 0 });
  expect(shareScore(0, 10).upper).toBeCloseTo(3.8414588 / 13.8414588, 7);
  expect(shareScore(10, 10).lower).toBeCloseTo(10 / 13.8414588, 7);
  expect(shareScore(10, 10).upper).toBe(1);
});

test('none at all is undefined', () => {
  expect(shareScore(0, 0)).toEqual({ value: null, mcse: null, lower: null, upper: null, n: 0 });
});
