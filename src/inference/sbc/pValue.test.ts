import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gandyScott } from '../../core/gandyScott.ts';
import { meanP } from '../../core/goodnessOfFit.ts';
import { openStream } from '../../core/random/stream.ts';
import { ecdfBand } from './band.ts';
import { uniformityP } from './pValue.ts';
import { countsBelow, staysInside } from './verdict.ts';

test('two ranks and two bins by hand', () => {
  // counts below ½ are 0, 1, 2 with probability ¼, ½, ¼: 1 is the least that can be, 0 and 2 are as far as it goes
  expect(uniformityP(Int32Array.of(1, 2))).toBe(1);
  expect(uniformityP(Int32Array.of(0, 2))).toBeCloseTo(0.5, 14);
  expect(uniformityP(Int32Array.of(2, 2))).toBeCloseTo(0.5, 14);
});

test('all ranks in one of two bins: 2 · 2^−N', () => {
  for (const N of [3, 10, 40]) {
    for (const first of [0, N]) expect(uniformityP(Int32Array.of(first, N))).toBeCloseTo(2 ** (1 - N), 13);
  }
});

test('counts are inside the band of level 1 − a just when p is above a', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 120 }),
      fc.integer({ min: 2, max: 12 }),
      fc.constantFrom(0.5, 0.2, 0.05, 0.01, 0.001),
      // from uniform ranks to such as all lie low
      fc.double({ min: 0.5, max: 3, noNaN: true }),
      fc.integer(),
      (N, K, a, skew, seed) => {
        const stream = openStream(['pValue.test', seed]);
        const ranks = Array.from({ length: N }, () => Math.min(K - 1, Math.floor(K * stream.uniform() * skew)));
        const counts = countsBelow(ranks, K - 1, K);
        expect(staysInside(counts, ecdfBand(N, K, 1 - a))).toBe(uniformityP(counts) > a);
      },
    ),
  );
});

test('uniform ranks have p ≤ a as often as the band of level 1 − a leaves them out', () => {
  const a = 0.1;
  const outside = 1 - ecdfBand(200, 20, 1 - a).coverage;
  const verdict = gandyScott((size, attempt) => {
    const stream = openStream(['uniformityP', `${Math.random()}`, attempt]);
    const rejected = Float64Array.from({ length: size }, () => {
      const ranks = Array.from({ length: 200 }, () => Math.floor(20 * stream.uniform()));
      return uniformityP(countsBelow(ranks, 19, 20)) <= a ? 1 : 0;
    });
    return [meanP(rejected, outside, outside * (1 - outside))];
  }, 1000);
  expect(verdict, JSON.stringify(verdict)).toMatchObject({ passed: true });
});
