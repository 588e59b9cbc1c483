import { expect, test } from 'vitest';
import { column } from './column.fixture.ts';
import { contrastOf, effectOf, meanEffect } from './contrast.ts';

test('questions that share some replicates: one influence a replicate, by hand', () => {
  // influences −1, 1 at 5, 7 and −2, 2 at 7, 9, each times 3/(2·2); Σψ²/(n(n − 1)) = (.75² + .75² + 1.5²)/6
  const [one, other] = [
    { at: [5, 7], values: Float64Array.of(0, 2) },
    { at: [7, 9], values: Float64Array.of(0, 4) },
  ];
  const both = meanEffect([effectOf(one), effectOf(other)]);
  expect(both.estimate).toBe(1.5);
  expect(both.parts.map(({ at, influence }) => [Array.from(at), Array.from(influence)])).toEqual([
    [
      [5, 7, 9],
      [-0.75, -0.75, 1.5],
    ],
  ]);
  expect(contrastOf(both)).toEqual({ estimate: 1.5, se: 0.75, df: 2, n: 3 });
});

test('of replicates in any order, places come in order', () => {
  const { parts } = meanEffect([effectOf({ at: [4, 0, 2], values: Float64Array.of(9, 0, 3) })]);
  expect([Array.from(parts[0]!.at), Array.from(parts[0]!.influence)]).toEqual([
    [0, 2, 4],
    [-4, -1, 5],
  ]);
});

test('a share of 0 or 1 has an error too: one discordant pair more, over n + 2', () => {
  const all = contrastOf(effectOf(column([1, 1, 1, 1])), true);
  expect(all).toEqual({ estimate: 1, se: 1 / 6, df: 3, n: 4 });
  // ±½ four times: (4/4 + 1)/36
  expect(contrastOf(effectOf(column([0, 1, 0, 1])), true).se).toBeCloseTo(Math.sqrt(2) / 6, 15);
  // two independent shares: their variances add up, (0 + 1)/16 + (½ + 1)/16; Welch with 1 and 1
  const two = contrastOf(effectOf(column([1, 1]), column([0, -1])), true);
  expect(two.se).toBeCloseTo(Math.sqrt(2.5 / 16), 15);
  expect(two.df).toBeCloseTo((2.5 * 2.5) / (1 + 1.5 * 1.5), 14);
});

test('without any spread the degrees of freedom are those of the smaller side; one replicate on a side is too few', () => {
  expect(contrastOf(effectOf(column([2, 2, 2]), column([1, 1, 1, 1])))).toEqual({ estimate: 3, se: 0, df: 2, n: 3 });
  expect(contrastOf(effectOf(column([2, 3]), column([1])))).toEqual({ estimate: 3.5, se: Infinity, df: 0, n: 1 });
  expect(contrastOf(effectOf(column([2, 4])))).toEqual({ estimate: 3, se: 1, df: 1, n: 2 });
});
