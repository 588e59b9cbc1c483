import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { betaCdf, gammaCdf, studentTCdf } from '../distributions.ts';
import { gandyScott } from '../gandyScott.ts';
import { chiSquaredP, meanP, uniformityP } from '../goodnessOfFit.ts';
import { exp, lgamma, log } from '../math.ts';
import { beta, gamma, integerBelow, permutation, poisson, shuffle, studentT } from './draws.ts';
import { openStream, type Stream } from './stream.ts';

const sample = (name: string, n: number, attempt: number, draw: (stream: Stream) => number) => {
  const stream = openStream([name, attempt]);
  return Float64Array.from({ length: n }, () => draw(stream));
};

// Golden: these change only with RNG_VERSION.
test('draws never change unnoticed', () => {
  const three = (draw: (stream: Stream) => number) => [...sample('golden', 3, 1, draw)];
  expect(three((stream) => gamma(stream, 2.5, 4))).toEqual([
    0.19059135234395727, 0.5652707208733999, 0.3205772078608957,
  ]);
  expect(three((stream) => gamma(stream, 0.3, 1))).toEqual([
    0.0008978298849971148, 0.14086716622218282, 0.7521220678826392,
  ]);
  expect(three((stream) => beta(stream, 2, 3))).toEqual([0.5907505736306691, 0.5002729536445859, 0.4632732465231872]);
  expect(three((stream) => studentT(stream, 4))).toEqual([-1.0423280149534886, 0.8576794854113166, 0.6759274421271911]);
  expect(three((stream) => poisson(stream, 3))).toEqual([2, 5, 3]);
  expect(three((stream) => poisson(stream, 300))).toEqual([282, 330, 293]);
  expect(three((stream) => integerBelow(stream, 1000))).toEqual([579, 870, 616]);
  expect(permutation(openStream(['golden', 1]), 8)).toEqual([1, 7, 4, 6, 2, 0, 5, 3]);
});

test.each([0.1, 0.9, 1, 2.5, 40])('gamma of shape %s: distribution, mean and second moment', (shape) => {
  const rate = 3;
  const verdict = gandyScott((n, attempt) => {
    const x = sample(`gamma ${shape}`, n, attempt, (stream) => gamma(stream, shape, rate)).map((value) => value * rate);
    // E X² = a(a + 1), Var X² = a(a + 1)[(a + 2)(a + 3) − a(a + 1)] at rate 1
    const second = shape * (shape + 1);
    return [
      uniformityP(x.map((value) => gammaCdf(value, shape, 1))),
      meanP(x, shape, shape),
      meanP(
        x.map((value) => value * value),
        second,
        second * ((shape + 2) * (shape + 3) - second),
      ),
    ];
  }, 10_000);
  expect(verdict.passed).toBe(true);
});

// one for each of the four algorithms of the kernel
test.each([
  [3, 3],
  [2, 5],
  [0.4, 0.6],
  [0.5, 4],
] as const)('beta(%s, %s): distribution and mean', (a, b) => {
  const verdict = gandyScott((n, attempt) => {
    const x = sample(`beta ${a} ${b}`, n, attempt, (stream) => beta(stream, a, b));
    const mean = a / (a + b);
    return [uniformityP(x.map((value) => betaCdf(value, a, b))), meanP(x, mean, (mean * (1 - mean)) / (a + b + 1))];
  }, 10_000);
  expect(verdict.passed).toBe(true);
});

test.each([1, 4.5, 30])('Student t with %s degrees of freedom', (df) => {
  const verdict = gandyScott(
    (n, attempt) => [
      uniformityP(sample(`t ${df}`, n, attempt, (s) => studentT(s, df)).map((value) => studentTCdf(value, df))),
    ],
    10_000,
  );
  expect(verdict.passed).toBe(true);
});

test.each([0.3, 4, 29.9, 30, 250])('Poisson of mean %s: every count as often as it should be', (mean) => {
  const low = Math.max(0, Math.floor(mean - 3 * Math.sqrt(mean)));
  const high = Math.ceil(mean + 3 * Math.sqrt(mean));
  const cell = (count: number) => Math.min(high, Math.max(low, count)) - low;
  // summed from 0, far past the tail
  const probabilities = new Float64Array(high - low + 1);
  for (let k = 0; k < mean + 40 * Math.sqrt(mean) + 40; k++)
    probabilities[cell(k)]! += exp(k * log(mean) - mean - lgamma(k + 1));
  const verdict = gandyScott((n, attempt) => {
    const counts = new Float64Array(probabilities.length);
    const x = sample(`poisson ${mean}`, n, attempt, (stream) => poisson(stream, mean));
    for (const value of x) counts[cell(value)]! += 1;
    return [chiSquaredP(counts, probabilities), meanP(x, mean, mean)];
  }, 20_000);
  expect(verdict.passed).toBe(true);
});

test('integers below n are even, also for n that does not divide 2^32', () => {
  const verdict = gandyScott((n, attempt) => {
    const counts = new Float64Array(7);
    for (const value of sample('integers', n, attempt, (stream) => integerBelow(stream, 7))) counts[value]! += 1;
    // taken modulo 3·2^30 without rejection, the lower quarter would come twice as often
    const large = sample('large', n, attempt, (stream) => integerBelow(stream, 3 * 2 ** 30) / (3 * 2 ** 30));
    return [chiSquaredP(counts, new Float64Array(7).fill(1 / 7)), uniformityP(large)];
  }, 10_000);
  expect(verdict.passed).toBe(true);
});

test('all 24 orders of four things are equally frequent', () => {
  const verdict = gandyScott((n, attempt) => {
    const counts = new Map<string, number>();
    const stream = openStream(['orders', attempt]);
    for (let i = 0; i < n; i++) {
      const order = permutation(stream, 4).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    return counts.size === 24 ? [chiSquaredP([...counts.values()], new Float64Array(24).fill(1 / 24))] : [0];
  }, 10_000);
  expect(verdict.passed).toBe(true);
});

test('shuffling keeps the items and leaves the argument as it is', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer(), (items, key) => {
      const before = [...items];
      const after = shuffle(openStream([key]), items);
      expect(items).toEqual(before);
      expect([...after].sort()).toEqual([...before].sort());
    }),
  );
});

test('a draw takes everything from its stream: equal streams, equal draws, whatever was drawn elsewhere', () => {
  const draws = (stream: Stream) => [gamma(stream, 2, 1), beta(stream, 2, 3), studentT(stream, 5), poisson(stream, 50)];
  const first = draws(openStream(['same']));
  draws(openStream(['other']));
  expect(draws(openStream(['same']))).toEqual(first);
});

test('parameters out of range are refused by name', () => {
  const stream = openStream(['refused']);
  expect(() => gamma(stream, 0, 1)).toThrow('gamma: shape = 0, allowed is a finite number above 0');
  expect(() => gamma(stream, 1, Number.POSITIVE_INFINITY)).toThrow('rate = Infinity');
  expect(() => beta(stream, 1, -2)).toThrow('beta: b = -2');
  expect(() => studentT(stream, Number.NaN)).toThrow('df = NaN');
  expect(() => poisson(stream, -1)).toThrow('mean = -1');
  expect(() => integerBelow(stream, 0)).toThrow('n = 0');
  expect(() => integerBelow(stream, 2.5)).toThrow('n = 2.5');
  expect(poisson(stream, 0)).toBe(0);
  expect([integerBelow(stream, 1), permutation(stream, 0)]).toEqual([0, []]);
});
