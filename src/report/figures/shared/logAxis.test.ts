import { expect, test } from 'vitest';
import { logAxis } from './logAxis.ts';

test('equal ratios are equally far apart', () => {
  const axis = logAxis(1, 100, 200);
  expect(axis.toPx(10)).toBeCloseTo(100, 10);
  expect(axis.fromPx(100)).toBeCloseTo(10, 10);
});

test('ticks are round numbers within the axis, and at least two where there can be', () => {
  expect(logAxis(0.09, 1.1, 100).ticks(6)).toEqual([0.1, 0.2, 0.5, 1]);
  expect(logAxis(0.28, 0.75, 100).ticks(6)).toEqual([0.3, 0.4, 0.5, 0.6, 0.7]);
  expect(logAxis(0.9, 2000, 100).ticks(6)).toEqual([1, 10, 100, 1000]);
});
