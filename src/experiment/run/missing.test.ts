import { expect, test } from 'vitest';
import { nodeSurroundings } from '../load/study.node.ts';
import { planStudy } from '../plan/planStudy.ts';
import { runsIn } from '../plan/types.ts';
import { small } from '../small.fixture.node.ts';
import { openLedger } from './ledger.ts';
import { missingBlocks } from './missing.ts';
import { select } from './select.ts';

const plan = await planStudy(small, nodeSurroundings('.'));
const [cheap, dear] = [plan.arms[0]!, plan.arms[1]!];
/** As if a fit of this arm were a second. */
const heavy = { ...plan, arms: plan.arms.map((arm) => (arm === dear ? { ...arm, cost: 10_000 } : arm)) };
const blocksOf = (some: typeof plan, workers = 2) => [...missingBlocks(some, openLedger(some), select(some), workers)];
const unitsOf = (blocks: ReturnType<typeof blocksOf>) =>
  blocks.flatMap(({ cell, items }) =>
    items.flatMap((item) => item.arms.map((arm) => `${cell}/${item.replicate}/${arm}`)),
  );

test.each([1, 2, 64])('every unit is in one block, whatever it costs, with %i workers', (workers) => {
  const expected = plan.cells.flatMap((_, cell) =>
    plan.arms.flatMap((_arm, arm) =>
      runsIn(plan, cell, arm)
        ? Array.from({ length: plan.replicates }, (_r, replicate) => `${cell}/${replicate}/${arm}`)
        : [],
    ),
  );
  for (const some of [plan, heavy]) expect(unitsOf(blocksOf(some, workers)).sort()).toEqual([...expected].sort());
});

test('cheap arms share their data; a costly one is a block by itself, before all others', () => {
  expect(new Set(blocksOf(plan).map(({ items }) => items[0]!.arms.length))).toEqual(new Set([3, 4]));
  const blocks = blocksOf(heavy);
  const index = heavy.arms.findIndex(({ id }) => id === dear.id);
  const costly = plan.cells.length * plan.replicates;
  for (const [i, { items }] of blocks.entries()) {
    const isDear = items.some(({ arms }) => arms.includes(index));
    expect(isDear).toBe(i < costly);
    if (isDear) expect(items.map(({ arms }) => arms)).toEqual([[index]]);
  }
  expect(blocks.at(-1)!.items[0]!.arms).toContain(heavy.arms.findIndex(({ id }) => id === cheap.id));
});

test('the longest cells come first, wherever the plan has them', () => {
  const [short, long] = [plan.cells[0]!, { ...plan.cells[1]!, periods: 520 }];
  const costly = plan.arms.map((arm) => ({ ...arm, cost: 10_000 }));
  const order = (cells: typeof plan.cells) => [
    ...new Set(blocksOf({ ...plan, arms: costly, cells }).map(({ cell }) => cells[cell]!.periods)),
  ];
  expect(order([short, long])).toEqual([520, short.periods]);
  expect(order([long, short])).toEqual([520, short.periods]);
});
