import { expect, test } from 'vitest';
import { xoshiro128 } from './xoshiro128.ts';

test('the first ten and the millionth output of the authors’ program', () => {
  // https://prng.di.unimi.it/xoshiro128plusplus.c, compiled with s = {1, 2, 3, 4}; the ten are also in rand_xoshiro's tests
  const next = xoshiro128([1, 2, 3, 4]);
  const first = Array.from({ length: 10 }, next);
  expect(first).toEqual([
    641, 1573767, 3222811527, 3517856514, 836907274, 4247214768, 3867114732, 1355841295, 495546011, 621204420,
  ]);
  for (let i = 10; i < 1_000_000; i++) next();
  expect(next()).toBe(3100914457);
});

test('the state of zeros, which it would never leave, is refused', () => {
  expect(() => xoshiro128([0, 0, 0, 0])).toThrow(/all zero/);
});
