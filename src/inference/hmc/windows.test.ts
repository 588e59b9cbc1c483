import fc from 'fast-check';
import { expect, test } from 'vitest';
import { warmupWindows } from './windows.ts';

test("Stan's schedule for 1,000 iterations (reference manual, automatic parameter tuning)", () => {
  expect(warmupWindows(1000)).toEqual({ first: 75, ends: [100, 150, 250, 450, 950] });
});

test('150 iterations are one window; fewer are scaled down; below 20 the metric stays as it is', () => {
  expect(warmupWindows(150)).toEqual({ first: 75, ends: [100] });
  expect(warmupWindows(100)).toEqual({ first: 15, ends: [90] });
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
