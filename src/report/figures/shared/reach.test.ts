import { expect, test } from 'vitest';
import { reachOf } from './reach.ts';

test('an axis reaches the ends of all intervals', () => {
  expect(reachOf([0.1, -0.2, 0.3], [0.35, -0.5])).toBe(0.5);
});

test('one wild value does not flatten the others', () => {
  const calm = Array.from({ length: 20 }, () => 0.1);
  expect(reachOf([...calm, 40])).toBeCloseTo(0.3, 12);
});

test('nothing, or nothing but zeros, still has an axis', () => {
  expect(reachOf([])).toBe(1);
  expect(reachOf([0, 0])).toBe(1);
});
