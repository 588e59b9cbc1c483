import { expect, test } from 'vitest';
import { openStream } from '../core/random/stream.ts';
import { rankOfTruth } from './rank.ts';

test('counts the draws below the truth', () => {
  const draws = Float64Array.of(3, 1, 2, 5);
  const unread = { next32: fail, uniform: fail, normal: fail };
  expect([0, 1.5, 4, 6].map((truth) => rankOfTruth(draws, truth, unread))).toEqual([
    [0, 4],
    [1, 4],
    [3, 4],
    [4, 4],
  ]);
});

test('ties are broken uniformly: two ties above one draw give 1, 2 and 3 alike', () => {
  const stream = openStream(['rank.test']);
  const counts = [0, 0, 0, 0, 0];
  for (let i = 0; i < 3000; i++) counts[rankOfTruth(Float64Array.of(1, 2, 2, 9), 2, stream)[0]]!++;
  expect([counts[0], counts[4]]).toEqual([0, 0]);
  // χ² with 2 degrees of freedom is above 24 with probability 6e-6
  const chiSquared = [1, 2, 3].reduce(
    (total, rank) => total + (counts[rank]! - 1000) * (counts[rank]! - 1000) * 1e-3,
    0,
  );
  expect(chiSquared).toBeLessThan(24);
});

function fail(): never {
  throw new Error('no tie, so no randomness');
}
