import { expect, test } from 'vitest';
import { splitChains } from './chains.ts';
import { effectiveSampleSize } from './effectiveSampleSize.ts';
import { essBulk, essMean, essQuantile, essSd, essTail } from './ess.ts';
import { rhat, rhatBasic } from './rhat.ts';
import { summarise } from './summarise.ts';

/** Chains of a few draws, where Geyer's sequence ends at its limits. Every number is what R's posterior 1.4.0 gives. */
const digits = [
  3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4, 6, 2, 6, 4, 3, 3, 8, 3, 2, 7, 9, 5, 0, 2, 8, 8, 4, 1, 9,
  7, 1,
];
const pi = (from: number, to: number) => Float64Array.from(digits.slice(from, to));

test.each([
  [3, 1.43136376415899],
  [4, 2],
  [5, 2.5],
  [6, 4.66890750230186],
  [7, 5.9156862800998],
  [8, 7.22471989593555],
  [24, 20.8516874806482],
])('ESS of one chain of %d draws, as it is', (draws, expected) => {
  expect(effectiveSampleSize([pi(0, draws)])! / expected).toBeCloseTo(1, 13);
});

test('the last even correlation counts with its pair, even where it is negative', () => {
  const chain = Float64Array.of(5, 2, -2, -1, -4, -4, -2, -7, -5);
  expect(effectiveSampleSize([chain])! / 5.73451327433628).toBeCloseTo(1, 13);
});

test('chains far from each other: the sequence ends five draws before the chains do', () => {
  expect(effectiveSampleSize([pi(0, 7), pi(7, 14).map((x) => x + 20)])! / 3.56200913242009).toBeCloseTo(1, 13);
});

test('R̂ needs four draws a chain', () => {
  const chains = (draws: number) => [pi(0, draws), pi(draws, 2 * draws)];
  expect(rhat(chains(4))! / 1.14422883648349).toBeCloseTo(1, 13);
  expect(rhatBasic(chains(4))! / 1.18321595661992).toBeCloseTo(1, 13);
  // a half of one draw has no variance
  expect(rhat(chains(3))).toBeNull();
});

test('tied draws: one that equals the quantile is at or below it', () => {
  const chains = [pi(0, 41)];
  expect(essQuantile(chains, 0.05)! / 39.679620290715).toBeCloseTo(1, 13);
  expect(essQuantile(chains, 0.25)! / 47.5227308980699).toBeCloseTo(1, 13);
  expect(essQuantile(chains, 0.5)! / 39.8103768890286).toBeCloseTo(1, 13);
  // nothing is above the 90 % quantile, which is the largest draw
  expect(essQuantile(chains, 0.9)).toBeNull();
});

test('an extreme draw in the middle of an odd chain is left out, and the tail beyond it has no ESS', () => {
  const chain = (extreme: number) => Float64Array.of(...pi(0, 6), extreme, ...pi(6, 12));
  expect([essTail([chain(-100)]), essTail([chain(100)])]).toEqual([null, null]);
});

test('ESS of the standard deviation, wherever the draws are', () => {
  expect(essSd([pi(0, 41)])! / 64.0823996531185).toBeCloseTo(1, 13);
  expect(essSd([pi(0, 41).map((x) => x + 100)])! / 64.0823996531185).toBeCloseTo(1, 11);
  expect(essMean([pi(0, 12), pi(12, 24)])! / 26.5402234187897).toBeCloseTo(1, 13);
});

test('no chains are refused', () => {
  expect(() => splitChains([])).toThrow('chains of lengths []; allowed are one or more of equal length');
});

test('draws at two places: their distance to the median is constant, so there is no folded R̂', () => {
  const chain = Float64Array.from({ length: 20 }, (_, t) => 1 - 2 * (t % 2));
  expect(essBulk([chain])! / 10).toBeCloseTo(1, 13);
  expect([rhat([chain]), summarise([chain]).rhat]).toEqual([null, null]);
});
