import { expect, test } from 'vitest';
import type { Plan } from '../plan/types.ts';
import type { ArmTables } from './armTables.ts';
import { ALL_PAIRS, pairsIn, referenceArms } from './differences.ts';

/** Arms a0, a1, … in one cell; `without` does not run there. */
function planOf(arms: number, without = -1): Plan {
  const indices = Array.from({ length: arms }, (_, a) => a);
  return {
    arms: indices.map((a) => ({ name: `a${a}` })),
    cells: [{ conditioning: indices.map((a) => (a === without ? null : {})) }],
  } as unknown as Plan;
}
const tables = (arms: number): readonly ArmTables[] =>
  Array.from({ length: arms }, (_, arm) => ({ arm, tables: [], targets: [] }));

test('all pairs of twelve arms; of more, each against the first that runs, which is named', () => {
  expect(pairsIn(tables(ALL_PAIRS))).toHaveLength(66);
  expect(referenceArms(planOf(ALL_PAIRS))).toEqual([]);
  const pairs = pairsIn(tables(ALL_PAIRS + 1));
  expect(pairs).toHaveLength(ALL_PAIRS);
  expect(new Set(pairs.map(([first]) => first.arm))).toEqual(new Set([0]));
  expect(referenceArms(planOf(ALL_PAIRS + 1))).toEqual(['a0']);
  // twelve run here
  expect(referenceArms(planOf(ALL_PAIRS + 1, 0))).toEqual([]);
  expect(referenceArms(planOf(ALL_PAIRS + 2, 0))).toEqual(['a1']);
});
