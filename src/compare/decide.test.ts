import fc from 'fast-check';
import { expect, test } from 'vitest';
import { column, rulesOf } from './column.fixture.ts';
import { decide } from './decide.ts';
import type { Probe } from './endpoints/probe.ts';

/** 100 replicates, a loss of .01 ± .02 against a limit of .05, and nothing shown. */
const probe = (others: Partial<Probe> = {}, n = 100): Probe => ({
  endpoint: {
    ...{ measure: 'bias', arm: 'ols', cell: 'clean', channel: 'tv', estimand: 'roas', level: null },
    ...{ baseline: 0, candidate: 0, change: 0, lower: 0, upper: 0, margin: 0.05, n },
  },
  ...{ passes: false, worse: false, p: 1, radius: 0.02, loss: 0.01, limit: 0.05, differences: null },
  ...others,
});
const needs = (others: Partial<Probe>, n?: number) => decide([probe(others, n)], rulesOf())[0]!.needs;

test('a regression is worse and no chance; whatever passes passes; the rest is inconclusive', () => {
  const verdict = (others: Partial<Probe>) => decide([probe(others)], rulesOf())[0]!.verdict;
  expect(verdict({ worse: true, p: 0.05 })).toBe('regression');
  expect(verdict({ worse: true, p: 0.0501 })).toBe('inconclusive');
  expect(verdict({ worse: true, passes: true, p: 0.01 })).toBe('regression');
  expect(verdict({ p: 0.001 })).toBe('inconclusive');
  expect(verdict({ passes: true, p: 0.001 })).toBe('pass');
  expect(verdict({ worse: true, passes: true, p: 0.5 })).toBe('pass');
});

test('p-values are adjusted for those beside them by Holm’s method', () => {
  const found = decide([probe({ worse: true, p: 0.03 }), probe({ worse: true, p: 0.02 })], rulesOf());
  expect(found.map(({ p, verdict }) => [p, verdict])).toEqual([
    [0.04, 'regression'],
    [0.04, 'regression'],
  ]);
  expect(decide([probe({ worse: true, p: 0.03 }), probe({ p: 0.03 })], rulesOf())[0]!.verdict).toBe('inconclusive');
  expect(decide([], rulesOf(), true)).toEqual([]);
});

const eight = { at: [0, 1, 2, 3, 4, 5, 6, 7], values: new Float64Array(8).fill(1), twoSided: false };

test('by sign flips where all have pairs, else by Holm’s method', () => {
  const flips = (...some: readonly Probe[]) => decide(some, rulesOf(), true).map(({ p }) => p);
  // all of eight signs as they are: one pattern of 256; the place after the last is no place
  expect(flips(probe({ differences: eight }))).toEqual([1 / 256]);
  expect(
    flips(probe({ differences: eight }), probe({ differences: { ...eight, values: new Float64Array(8).fill(3) } })),
  ).toEqual([1 / 256, 1 / 256]);
  expect(flips(probe({ differences: eight, p: 0.1 }), probe({ p: 0.2 }))).toEqual([0.2, 0.2]);
  expect(flips(probe({ p: 0.1 }))).toEqual([0.1]);
  expect(decide([probe({ differences: eight, p: 0.1 })], rulesOf())[0]!.p).toBe(0.1);
});

test('questions without a common replicate flip apart: those of eleven replicates are all enumerated', () => {
  const later = { ...column([1, 1, 1], 8), twoSided: false };
  // P(any of two sums at its largest): statistics √8 and √3; the larger one is reached by 1 of 256 patterns alone
  const [long, short] = decide([probe({ differences: eight }), probe({ differences: later })], rulesOf(), true);
  expect(long!.p).toBe(1 / 256);
  // √3 or more by either: 3 of 3, or a sum of at least √3·√8 = 4.9, 6 or 8 of eight: 9 of 256
  expect(short!.p).toBeCloseTo(1 - (7 / 8) * (247 / 256), 14);
});

test('how many replicates would decide: n times the square of radius over what is left to go, to two digits', () => {
  // to the limit: (.04/.04)² and (.08/.04)² times 100
  expect(needs({ radius: 0.08 })).toBe(400);
  expect(needs({ radius: 0.0801 })).toBe(410);
  // past the limit: to 0, so (.12/.06)²
  expect(needs({ radius: 0.12, loss: 0.06 })).toBe(400);
  expect(needs({ radius: 0.1, loss: 0.05 })).toBe(400);
  // a gain has further to its limit
  expect(needs({ radius: 0.2, loss: -0.05 })).toBe(400);
  expect(needs({ radius: 0.8 })).toBe(40_000);
  // single replicates up to 100
  expect(needs({ radius: 0.5, loss: 0, limit: 0.25 }, 23)).toBe(92);
  expect(needs({ radius: 0.5, loss: 0, limit: 0.25 }, 25)).toBe(100);
  expect(needs({ radius: 0.5, loss: 0, limit: 0.25 }, 26)).toBe(110);
  expect(needs({ radius: 0.5, loss: 0, limit: 0.25 }, 250)).toBe(1000);
  expect(needs({ radius: 0.5, loss: 0, limit: 0.25 }, 251)).toBe(1100);
});

test('where no number of replicates is known to help, none is named', () => {
  expect(needs({ radius: Number.POSITIVE_INFINITY })).toBeNull();
  expect(needs({ radius: Number.NaN })).toBeNull();
  expect(needs({ loss: Number.NaN })).toBeNull();
  expect(needs({ loss: 0, limit: 0 })).toBeNull();
  expect(needs({ radius: 0, loss: 0, limit: 0 })).toBeNull();
  // enough already, by this reckoning
  expect(needs({ radius: 0.03 })).toBeNull();
  expect(needs({ radius: 0.04 })).toBeNull();
  // beyond what counts exactly
  expect(needs({ radius: 4e6 })).toBeNull();
  expect(needs({ passes: true, radius: 0.08 })).toBeNull();
  expect(needs({ worse: true, p: 0, radius: 0.08 })).toBeNull();
});

test('what it needs is at least what the square asks for and at most a tenth more', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 5000 }), fc.double({ min: 1.1, max: 300, noNaN: true }), (n, ratio) => {
      const exact = n * ratio * ratio;
      const found = needs({ radius: ratio, loss: 0, limit: 1 }, n)!;
      expect(found).toBeGreaterThanOrEqual(exact * (1 - 1e-12));
      expect(found).toBeLessThanOrEqual(Math.max(exact + 1, 1.1 * exact));
    }),
  );
});
