import { expect, test } from 'vitest';
import { isBiased, isUndercovered, missReason, missReasons } from './miss.ts';

test.each([
  ['on', { identified: 'none', adjusts: false }, missReasons.unidentified],
  // nobody could have answered it: that comes first
  ['off', { identified: 'none', adjusts: false }, missReasons.unidentified],
  ['off', { identified: 'adjustment', adjusts: false }, missReasons.question],
  ['on', { identified: 'adjustment', adjusts: false }, missReasons.unadjusted],
  ['on', { identified: 'instrument', adjusts: false }, missReasons.unadjusted],
  ['on', { identified: 'adjustment', adjusts: true }, missReasons.fit],
  ['on', { identified: 'no-path', adjusts: null }, missReasons.fit],
  ['unknown', { identified: 'unknown', adjusts: null }, missReasons.unknown],
] as const)('target %s, %j: %s', (target, verdict, reason) => {
  expect(missReason(target, verdict, false)).toBe(reason);
});

test('who is told the truth has itself to blame', () => {
  expect(missReason('on', { identified: 'none', adjusts: null }, true)).toBe(missReasons.fit);
});

test('biased beyond three standard errors, and never without one', () => {
  expect(isBiased({ value: -3.1, mcse: 1 })).toBe(true);
  expect(isBiased({ value: 3, mcse: 1 })).toBe(false);
  expect(isBiased({ value: 3, mcse: null })).toBe(false);
  expect(isBiased({ value: 0.1, mcse: 0 })).toBe(true);
});

test('coverage too low by the exact binomial', () => {
  const cover = (k: number, n: number, level = 0.95) => isUndercovered({ value: k / n, level, n });
  // P(X ≤ 0 | 1, .95) = .05, P(X ≤ 0 | 3, .95) = .000125
  expect([cover(0, 1), cover(0, 3)]).toEqual([false, true]);
  // P(X ≤ 86 | 100, .95) = .000463, P(X ≤ 88) = .004274: sums of Python's exact binomial coefficients
  expect([cover(86, 100), cover(88, 100)]).toEqual([true, false]);
  expect(isUndercovered({ value: null, level: 0.95, n: 0 })).toBe(false);
});
