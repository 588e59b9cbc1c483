import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openLedger } from '../run/ledger.ts';
import { countMissing } from '../run/missing.ts';
import { select } from '../run/select.ts';
import { viewOf } from '../run/shard.ts';
import { replicateCost } from './cost.ts';
import { type Piece, shardPieces } from './shard.ts';
import type { Plan, PlannedArm, PlannedCell } from './types.ts';

/** As much of a plan as shards read: cells × arms, every arm in every cell but where `gap` says. */
function planOf(periods: readonly number[], costs: readonly number[], replicates: number, gap = -1): Plan {
  const arms = costs.map((cost, i) => ({ id: `arm${i}`, name: `arm${i}`, cost }) as PlannedArm);
  const cells = periods.map(
    (length, i) =>
      ({
        ...{ id: `cell${i}`, name: `cell${i}@${length}`, scenario: `cell${i}`, periods: length, world: {} },
        conditioning: arms.map((_, a) => (i * arms.length + a === gap ? null : {})),
      }) as unknown as PlannedCell,
  );
  return { replicates, cells, arms, cost: { unit: '', simulate: 1 } } as unknown as Plan;
}

const plans = fc
  .tuple(
    fc.array(fc.integer({ min: 10, max: 300 }), { minLength: 1, maxLength: 4 }),
    fc.array(fc.constantFrom(1, 4, 50, 5000), { minLength: 1, maxLength: 4 }),
    fc.integer({ min: 1, max: 300 }),
    fc.integer({ min: -1, max: 5 }),
  )
  .map(([periods, costs, replicates, gap]) => planOf(periods, costs, replicates, gap));

const unitsOf = (pieces: readonly Piece[]): readonly string[] =>
  pieces.flatMap(({ cell, arms, from, to }) =>
    arms.flatMap((arm) => Array.from({ length: to - from }, (_, i) => `${cell}/${arm}/${from + i}`)),
  );

const costOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, { cost }) => sum + cost, 0);
const shardsOf = (plan: Plan, of: number) =>
  Array.from({ length: of }, (_, i) => shardPieces(plan, select(plan), { index: i + 1, of }));

test('every unit of the plan is in one shard, and no shard is empty while there are as many units', () => {
  fc.assert(
    fc.property(plans, fc.integer({ min: 1, max: 40 }), (plan, of) => {
      const shards = shardsOf(plan, of).map(unitsOf);
      const all = shards.flat();
      expect(new Set(all).size).toBe(all.length);
      expect(all.length).toBe(openLedger(plan).counts().total);
      if (all.length >= of) expect(Math.min(...shards.map((units) => units.length))).toBeGreaterThan(0);
      else expect(shards.filter((units) => units.length > 0)).toHaveLength(all.length);
    }),
    { numRuns: 60 },
  );
});

test('by the formula of the plan, no shard has more than Graham’s bound over an even share', () => {
  fc.assert(
    fc.property(plans, fc.integer({ min: 1, max: 12 }), (plan, of) => {
      const shards = shardsOf(plan, of);
      const total = costOf(shards.flat());
      const largest = Math.max(0, ...shards.flat().map(({ cost }) => cost));
      // list scheduling: the last piece went to the least loaded of all
      const bound = total / of + largest * (1 - 1 / of);
      for (const pieces of shards) expect(costOf(pieces)).toBeLessThanOrEqual(bound * (1 + 1e-12));
    }),
    { numRuns: 60 },
  );
});

test('a study of many cheap units is cut evenly, cell by cell of different cost', () => {
  const plan = planOf([52, 104, 208], [1, 4], 5000);
  const loads = shardsOf(plan, 7).map(costOf);
  expect(Math.max(...loads) / Math.min(...loads)).toBeLessThan(1.02);
  const whole = plan.cells.reduce((sum, cell) => sum + 5000 * replicateCost(cell, plan.arms, plan.cost), 0);
  // data are simulated once: no more work than in one piece
  expect(loads.reduce((sum, load) => sum + load, 0)).toBeCloseTo(whole, 3);
});

test('extreme skew: one arm a million times as dear, one cell a thousand times as long', () => {
  fc.assert(
    fc.property(
      fc.constantFrom([1e6, 1], [1, 1e6, 1], [1e6]),
      fc.constantFrom([10], [10, 10_000], [10_000, 10, 10]),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 2, max: 20 }),
      (costs, periods, replicates, of) => {
        const plan = planOf(periods, costs, replicates);
        const shards = shardsOf(plan, of);
        const units = shards.map((pieces) => unitsOf(pieces).length);
        const all = units.reduce((sum, count) => sum + count, 0);
        expect(all).toBe(costs.length * periods.length * replicates);
        expect(units.filter((count) => count > 0)).toHaveLength(Math.min(of, all));
        // balanced as far as whole fits can be: nobody has more than an even share and one fit of the dearest
        const loads = shards.map(costOf);
        const dearest = Math.max(...periods) * (1 + Math.max(...costs));
        const even = loads.reduce((sum, load) => sum + load, 0) / of;
        expect(Math.max(...loads)).toBeLessThanOrEqual(even + dearest);
      },
    ),
    { numRuns: 100 },
  );
});

test('the formula is the plan’s: another one deals otherwise', () => {
  const plan = planOf([50, 60], [1, 3], 40);
  const dear = { ...plan, cost: { ...plan.cost, simulate: 1000 } };
  expect(shardPieces(dear, select(dear), { index: 1, of: 3 })).not.toEqual(
    shardPieces(plan, select(plan), { index: 1, of: 3 }),
  );
});

test('only units of the shard are missing in what it sees, and they are counted', () => {
  const plan = planOf([20, 30], [1, 50], 9);
  const ledger = openLedger(plan);
  const views = [1, 2, 3].map((index) => viewOf(ledger, shardPieces(plan, select(plan), { index, of: 3 })));
  const missing = views.map((view) => countMissing(plan, view.ledger, select(plan)).attempts);
  expect(missing).toEqual(views.map((view) => view.counts().units));
  expect(missing.reduce((sum, count) => sum + count, 0)).toBe(ledger.counts().total);
  expect(views.map((view) => view.counts().done)).toEqual([0, 0, 0]);
});
