import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparison, endpoint } from '../../../tools/browser/comparisons.mjs';
import { shownChange, shownInterval, shownMargin, shownValue } from './numbers.ts';
import { bySeverity, lossOf, outcomeCounts, outcomeOf } from './outcome.ts';

const verdict = fc.constantFrom('pass' as const, 'regression' as const, 'inconclusive' as const);
const share = fc.double({ min: -2, max: 2, noNaN: true });
const endpoints = fc.array(
  fc
    .record({ verdict, baseline: share, candidate: share })
    .map((own) => endpoint({ ...own, change: own.candidate - own.baseline })),
);

test('loss is the growth of what is bad, in margins', () => {
  expect(lossOf(endpoint({ baseline: -0.02, candidate: 0.12 }))).toBeCloseTo(2, 12);
  expect(lossOf(endpoint({ measure: 'rmse_ratio', change: 1.05 * 1.05, margin: 1.05 }))).toBeCloseTo(2, 12);
  const cover = { measure: 'coverage', level: 0.95, margin: 0.02 } as const;
  expect(lossOf(endpoint({ ...cover, baseline: 0.95, candidate: 0.91 }))).toBeCloseTo(2, 12);
  expect(lossOf(endpoint({ ...cover, baseline: 0.99, candidate: 0.95 }))).toBeCloseTo(-2, 12);
  expect(lossOf(endpoint({ baseline: null }))).toBe(-Infinity);
});

test('a pass is better only beyond its margin and beyond chance', () => {
  const shrunk = { baseline: 0.2, candidate: 0.1, change: -0.1, lower: -0.13, upper: -0.07 };
  expect(outcomeOf(endpoint(shrunk))).toBe('better');
  expect(outcomeOf(endpoint({ ...shrunk, upper: 0.01 }))).toBe('same');
  expect(outcomeOf(endpoint({ ...shrunk, margin: 0.2 }))).toBe('same');
  // from one side of 0 to the other is no gain
  expect(outcomeOf(endpoint({ baseline: 0.2, candidate: -0.2, change: -0.4, lower: -0.43, upper: -0.37 }))).toBe(
    'same',
  );
});

test('regressions come first and passes last, the worst of each first; none is lost', () => {
  fc.assert(
    fc.property(endpoints, (all) => {
      const sorted = bySeverity(all);
      const ranks = sorted.map((one) => ['regression', 'inconclusive', 'pass'].indexOf(one.verdict));
      expect(ranks).toEqual([...ranks].sort());
      sorted.slice(1).forEach((one, i) => {
        if (ranks[i] === ranks[i + 1]) expect(lossOf(one)).toBeLessThanOrEqual(lossOf(sorted[i]!));
      });
      expect(new Set(sorted)).toEqual(new Set(all));
      expect(outcomeCounts(all).reduce((sum, [, count]) => sum + count, 0)).toBe(all.length);
    }),
  );
});

test('numbers carry their unit, their sign and as many decimals as the bounds allow', () => {
  const { gates } = comparison.comparison;
  const plain = gates.map((one) =>
    [shownValue(one, 'candidate'), shownInterval(one), shownMargin(one)].join('; ').replaceAll('\u00a0', ' '),
  );
  expect(plain).toEqual([
    '94.5 %; −0.5 points [−2.4, 1.4]; −2 points',
    '12.4 %; +8.1 % [7.2, 9.0]; ±5 %',
    '27.0 %; 0.90 [0.87, 0.93]; 1.05',
    '0.0 %; 0.0 points [−0.4, 0.4]; +2 points',
  ]);
  expect(shownChange(endpoint({ change: -0.00001 }))).toBe('0.0\u00a0%');
  expect(shownChange(endpoint({ change: null }))).toBe('–');
});
