import { expect, test } from 'vitest';
import { nodeSurroundings } from '../load/study.node.ts';
import { planStudy } from '../plan/planStudy.ts';
import { unitId } from '../plan/unit.ts';
import { parseStudy } from '../study/study.ts';
import { findUnit } from './findUnit.ts';

const study = parseStudy(
  `
name: many
scenarios: [clean]
periods: 20
estimators: { ols: { use: ols } }
replicates: 2000
seed: 1
`,
  'many.yaml',
);

test('every unit is found by its id; a beginning that several have names them', async () => {
  const plan = await planStudy(study, nodeSurroundings('.'));
  const ids = Array.from({ length: 2000 }, (_, replicate) => unitId(plan.cells[0]!, replicate, plan.arms[0]!));
  for (const replicate of [0, 7, 1999]) expect(findUnit(plan, ids[replicate]!)).toEqual({ cell: 0, arm: 0, replicate });
  // of 2,000 ids some 30 pairs share their first four digits
  const heads = ids.map((id) => id.slice(0, 4));
  const twins = ids.filter((_, i) => heads.filter((head) => head === heads[i]).length === 2);
  expect(twins.length).toBeGreaterThan(0);
  const [head] = twins.map((id) => id.slice(0, 4));
  const both = twins.filter((id) => id.startsWith(head!));
  expect(() => findUnit(plan, head!)).toThrow(
    `--unit: "${head}" is the beginning of 2 units: ${both.join(', ')}; give more of it`,
  );
  for (const id of both)
    expect(unitId(plan.cells[0]!, findUnit(plan, id.slice(0, 12)).replicate, plan.arms[0]!)).toBe(id);
});
