import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gandyScott } from '../../core/gandyScott.ts';
import { chiSquaredP } from '../../core/goodnessOfFit.ts';
import { openStream, type Stream } from '../../core/random/stream.ts';
import { rankAmong } from './rank.ts';
import { type Known, ranksOf } from './ranks.ts';
import { evenlySpaced } from './thin.ts';
import { countsBelow, judgeCalibration } from './verdict.ts';

const L = 99;
const K = 20;

test('a rank counts what lies below; ties go evenly to every place they leave open', () => {
  const stream = openStream(['rank']);
  expect(rankAmong([1, 2, 3, 4], 2.5, stream)).toBe(2);
  expect([rankAmong([1, 2], 0, stream), rankAmong([1, 2], 9, stream)]).toEqual([0, 2]);
  const verdict = gandyScott((n, attempt) => {
    const ties = openStream(['ties', `${Math.random()}`, attempt]);
    const counts = new Float64Array(4);
    for (let i = 0; i < n; i++) counts[rankAmong([0, 5, 5, 5, 9], 5, ties) - 1]! += 1;
    return [chiSquaredP(counts, [0.25, 0.25, 0.25, 0.25])];
  }, 4000);
  expect(verdict.passed).toBe(true);
});

test('thinning spaces the draws evenly and never takes one twice', () => {
  expect([...evenlySpaced(4, 12)]).toEqual([1, 4, 7, 10]);
  expect([...evenlySpaced(12, 12)]).toEqual(Array.from({ length: 12 }, (_, k) => k));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 3000 }), (count, more) => {
      const places = evenlySpaced(count, count + more);
      expect(new Set(places).size).toBe(count);
      expect(places.at(-1)!).toBeLessThan(count + more);
    }),
  );
  expect(() => evenlySpaced(13, 12)).toThrow('13 of 12 draws');
});

test('counts are those of the empirical distribution function at i/K', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: L })), fc.constantFrom(2, 5, 20, 100), (ranks, points) => {
      const counts = countsBelow(ranks, L, points);
      for (let i = 1; i <= points; i++) {
        expect(counts[i - 1]).toBe(ranks.filter((rank) => rank < (i * (L + 1)) / points).length);
      }
    }),
  );
});

test('bins that do not divide the ranks, and ranks that are none, are refused', () => {
  expect(() => countsBelow([], 99, 30)).toThrow('L + 1 = 100 is no multiple of K = 30');
  expect(() => countsBelow([100], 99, 20)).toThrow('rank 100');
  expect(() => countsBelow([Number.NaN], 99, 20)).toThrow('rank NaN');
  expect(() =>
    judgeCalibration(
      new Map([
        ['a', [1]],
        ['b', []],
      ]),
      L,
      K,
    ),
  ).toThrow('lengths [1, 0]');
  expect(() => judgeCalibration(new Map(), L, K)).toThrow('lengths []');
});

/** μ ~ N(0, 1), y ~ N(μ, 1): the posterior is N(y/2, ½), drawn exactly but for a shift and a factor on its sd. */
function normalRanks(stream: Stream, size: number, shift: number, factor: number): ReadonlyMap<string, number[]> {
  const names = ['mu', 'square'];
  const ranks = new Map(names.map((name) => [name, [] as number[]]));
  for (let r = 0; r < size; r++) {
    const mu = stream.normal();
    const y = mu + stream.normal();
    const draw = () => y / 2 + Math.SQRT1_2 * (shift + factor * stream.normal());
    const draws = Float64Array.from({ length: L }, draw);
    const known = [
      { truth: mu, draws },
      { truth: mu * mu, draws: draws.map((x) => x * x) },
    ];
    for (const [q, rank] of ranksOf(names, known, stream).entries()) ranks.get(names[q]!)!.push(rank);
  }
  return ranks;
}

function passShare(studies: number, shift: number, factor: number): number {
  let passed = 0;
  for (let s = 0; s < studies; s++) {
    const ranks = normalRanks(openStream(['normalStudy', s, shift, factor]), 200, shift, factor);
    if (judgeCalibration(ranks, L, K).passed) passed += 1;
  }
  return passed / studies;
}

test('an exact conjugate posterior passes, at most one study in 20 excepted; a shift or a wrong width fails', () => {
  // 60 studies at a false alarm of 5 %: 10 failures would be a chance of 6e-4, for fixed seeds
  expect(passShare(60, 0, 1)).toBeGreaterThan(50 / 60);
  expect(passShare(20, 0.5, 1)).toBe(0);
  expect(passShare(20, 0, 0.6)).toBe(0);
});

test('what is no number has no rank, and names fit the quantities', () => {
  const stream = openStream(['ranks']);
  const draws = Float64Array.from({ length: L }, (_, k) => k);
  const rank = (known: Known) => ranksOf(['a'], [known], stream);
  expect(rank({ truth: 10.5, draws })).toEqual([11]);
  expect(() => rank({ truth: Number.NaN, draws })).toThrow('the true a is NaN');
  expect(() => rank({ truth: 1, draws: draws.map(() => Number.NaN) })).toThrow('a draw of a is no finite number');
  expect(() => ranksOf([], [{ truth: 1, draws }], stream)).toThrow('1 quantities under 0 names');
});
