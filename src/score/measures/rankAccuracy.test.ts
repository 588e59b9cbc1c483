import { expect, test } from 'vitest';
import { rankAccuracy } from './rankAccuracy.ts';

test('share of pairs in the right order, averaged over replicates', () => {
  const replicates = [
    { truth: [1, 2, 3], point: [10, 20, 30] },
    { truth: [1, 2, 3], point: [2, 1, 3] },
  ];
  // 1 and 2/3, so s = 1/3 · 1/√2
  const score = rankAccuracy(replicates);
  expect(score.value).toBeCloseTo(5 / 6, 14);
  expect(score.mcse).toBeCloseTo(1 / 6, 14);
});

test('equal truths have no order, equal estimates of unequal truths are wrong, absent ones are left out', () => {
  expect(rankAccuracy([{ truth: [1, 1], point: [1, 2] }])).toMatchObject({ value: null, n: 0 });
  expect(rankAccuracy([{ truth: [1, 2], point: [0, 0] }])).toMatchObject({ value: 0, n: 1 });
  expect(rankAccuracy([{ truth: [1, 2, Number.NaN], point: [1, 2, 3] }])).toMatchObject({ value: 1, n: 1 });
  expect(rankAccuracy([{ truth: [1, 2], point: [1, Number.NaN] }])).toMatchObject({ value: null, n: 0 });
});
