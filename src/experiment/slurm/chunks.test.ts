import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nodeSurroundings } from '../load/study.node.ts';
import { planStudy } from '../plan/planStudy.ts';
import { small } from '../small.fixture.node.ts';
import { estimatedSeconds, shardCount } from './chunks.ts';

const plan = await planStudy(small, nodeSurroundings('.'));
const replicated = (replicates: number) => ({ ...plan, replicates });

test('the estimate is the sum of the formula over cells, arms that run there, and replicates', () => {
  // 26 periods; simulation, ols and two oracles at 1 each in one cell; the failing oracle too in the other; 150,000 a second
  expect(estimatedSeconds(replicated(1000))).toBeCloseTo((1000 * 26 * (4 + 5)) / 150_000, 12);
});

test('chunks are of 30 s at least, and there is one for the smallest study', () => {
  expect(shardCount(plan, 60)).toBe(1);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100_000_000 }),
      fc.integer({ min: 5, max: 10_000 }),
      (replicates, minutes) => {
        const some = replicated(replicates);
        const shards = shardCount(some, minutes);
        const seconds = estimatedSeconds(some);
        expect(shards).toBeGreaterThanOrEqual(1);
        if (shards > 1) expect(seconds / shards).toBeGreaterThanOrEqual(30);
        // above the usual limit only where a task would fill more than a quarter of its time otherwise
        if (shards > 1000) expect(seconds / (shards - 1)).toBeGreaterThan(15 * minutes);
        expect(seconds / shards).toBeLessThanOrEqual(Math.max(60, 15 * minutes));
      },
    ),
  );
});

test('never more shards than datasets', () => {
  const heavy = { ...plan, replicates: 2, arms: plan.arms.map((arm) => ({ ...arm, cost: 1e9 })) };
  expect(shardCount(heavy, 60)).toBe(plan.cells.length * 2);
});
