import fc from 'fast-check';
import { expect, test } from 'vitest';
import { warmupWindows } from './windows.ts';

test('a first buffer of 20, windows of 40, 80, …, the last stretched to where 40 are left', () => {
  expect(warmupWindows(1000)).toEqual({ first: 20, ends: [60, 140, 300, 960] });
  expect(warmupWindows(200)).toEqual({ first: 20, ends: [60, 160] });
});

test('100 iterations are one window; fewer are scaled down; below 20 the metric stays as it is', () => {
  expect(warmupWindows(100)).toEqual({ first: 20, ends: [60] });
  expect(warmupWindows(60)).toEqual({ first: 9, ends: [42] });
  expect(warmupWindows(19)).toEqual({ first: 19, ends: [] });
});

test('windows grow, never overlap, and leave iterations for the step size at the end', () => {
  fc.assert(
    fc.property(fc.integer({ min: 20, max: 5000 }), (warmup) => {
      const { first, ends } = warmupWindows(warmup);
      const edges = [first, ...ends];
      for (let k = 1; k < edges.length; k++) expect(edges[k]!).toBeGreaterThan(edges[k - 1]!);
      expect(ends.at(-1)!).toBeLessThan(warmup);
    }),
  );
});
