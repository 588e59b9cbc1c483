import { expect, test } from 'vitest';
import { nodeSurroundings } from '../load/study.node.ts';
import { planStudy } from '../plan/planStudy.ts';
import { parseStudy } from '../study/study.ts';
import { openLaboratory } from './laboratory.ts';
import type { RunRecord } from './record.ts';

const study = (data: string) =>
  parseStudy(
    `name: geo
scenarios: [{ use: geo-targeting, set: { geos.count: 3 } }]
periods: 30
estimators: { ols: { use: ols, data: ${data} } }
replicates: 1
seed: 1
`,
    'geo.yaml',
  );
const surroundings = nodeSurroundings('.');

test('one dataset, two forms of it: rows keep its digest, arms have ids of their own and differ in their answers', async () => {
  const plan = await planStudy(study('{ each: [geo, national] }'), surroundings);
  expect(plan.arms.map(({ name, data }) => [name, data])).toEqual([
    ['ols[data=geo]', undefined],
    ['ols[data=national]', 'national'],
  ]);
  const { arms } = await planStudy(study('geo'), surroundings);
  expect(arms[0]!.id).toBe(plan.arms[0]!.id);
  expect(plan.arms[1]!.id).not.toBe(plan.arms[0]!.id);

  const laboratory = await openLaboratory(plan, surroundings.estimatorOf, () => 0);
  const records: RunRecord[] = [];
  for await (const record of laboratory.run(0, 0, [0, 1])) records.push(record);
  const [truth, own, national] = records;
  expect([own!.digest, national!.digest]).toEqual([truth!.digest, truth!.digest]);
  const points = [own, national].map((record) => JSON.stringify(record!.kind === 'attempt' && record!.effects));
  expect([own, national].map((record) => record!.kind === 'attempt' && record!.status)).toEqual(['ok', 'ok']);
  expect(points[0]).not.toBe(points[1]);
});

test('another form of data is refused with what is allowed', () => {
  expect(() => study('state')).toThrow(/geo\.yaml:4:\d+ estimators\.ols\.data: .*"?state"?/);
});
