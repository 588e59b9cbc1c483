import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sum } from '../../core/stats.ts';
import type { Dataset } from '../../dataset/types.ts';
import { ruleIds } from './request.ts';
import { ruleScales, spendBefore } from './rules.ts';

const cost = (scales: readonly number[], spend: readonly number[]) => sum(scales.map((s, i) => s * spend[i]!));

test('by hand: what each rule decides where no bound is reached', () => {
  const decided = ruleScales({ spend: [30, 10], before: [20, 20] }, 1.5, [0, 9]);
  // 60 to spend: as it was 45 and 15, as before 30 and 30, equal the same
  expect(decided.keep![0]).toBeCloseTo(1.5, 12);
  expect(decided.keep![1]).toBeCloseTo(1.5, 12);
  expect(decided.proportional![0]).toBeCloseTo(1, 12);
  expect(decided.proportional![1]).toBeCloseTo(3, 12);
  for (const [i, scale] of decided.equal!.entries()) expect(scale).toBeCloseTo([1, 3][i]!, 12);
});

test('by hand: what a bound cuts off goes to the others in the ratio of their wishes, then of their room', () => {
  // equal would be 20 each of 40; the second may have 15 at most
  const { equal } = ruleScales({ spend: [30, 10], before: [0, 0] }, 1, [0.5, 1.5]);
  expect(equal![0]).toBeCloseTo(25 / 30, 12);
  expect(equal![1]).toBeCloseTo(1.5, 12);
  // all was in the first before, which can take 45 of 52
  const { proportional } = ruleScales({ spend: [30, 10], before: [7, 0] }, 1.3, [0.5, 1.5]);
  expect(proportional![0]).toBeCloseTo(1.5, 12);
  expect(proportional![1]).toBeCloseTo(0.7, 12);
  expect(ruleScales({ spend: [30, 10], before: [0, 0] }, 1, [0.5, 1.5]).proportional).toBeNull();
});

test('every rule spends the budget within the bounds, and keep keeps', () => {
  const amount = fc.double({ min: 0.01, max: 1000, noNaN: true });
  const channels = fc.array(fc.record({ spend: amount, before: fc.oneof(fc.constant(0), amount) }), {
    minLength: 1,
    maxLength: 6,
  });
  const bounds = fc.tuple(fc.double({ min: 0, max: 0.9, noNaN: true }), fc.double({ min: 1.1, max: 4, noNaN: true }));
  fc.assert(
    fc.property(channels, bounds, fc.double({ min: 0, max: 1, noNaN: true }), (given, [low, high], share) => {
      const times = low + share * (high - low);
      const [spend, before] = [given.map((each) => each.spend), given.map((each) => each.before)];
      const decided = ruleScales({ spend, before }, times, [low, high]);
      for (const id of ruleIds) {
        const scales = decided[id];
        if (scales === null) {
          expect(id).toBe('proportional');
          continue;
        }
        expect(Math.abs(cost(scales, spend) - times * sum(spend))).toBeLessThanOrEqual(1e-9 * sum(spend));
        for (const scale of scales) {
          expect(scale).toBeGreaterThanOrEqual(low);
          expect(scale).toBeLessThanOrEqual(high);
        }
      }
      for (const scale of decided.keep!) expect(scale).toBeCloseTo(times, 9);
    }),
  );
});

test('spend before the window: as long as the window, as far as the data go back, all geos', () => {
  const spend = {
    history: Float64Array.of(1, 2, 10, 20),
    window: Float64Array.of(3, 4, 5, 30, 40, 50),
    future: new Float64Array(0),
  };
  const dataset = { geos: ['a', 'b'], history: 2, periods: 3, channels: [{ name: 'tv', spend }] } as unknown as Dataset;
  expect(spendBefore(dataset, 'tv', [0, 2])).toBe(33);
  expect(spendBefore(dataset, 'tv', [0, 0])).toBe(22);
  expect(spendBefore(dataset, 'tv', [1, 2])).toBe(2 + 3 + 20 + 30);
  expect(spendBefore(dataset, 'tv', [2, 2])).toBe(44);
});
