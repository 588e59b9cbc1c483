import { expect, test } from 'vitest';
import type { Estimator } from '../../estimate/contract.ts';
import { estimators } from '../../estimate/registry.ts';
import { nodeEstimators } from '../load/estimators.node.ts';
import { nodeSurroundings } from '../load/study.node.ts';
import { planStudy } from '../plan/planStudy.ts';
import type { Plan } from '../plan/types.ts';
import { parseStudy } from '../study/study.ts';
import { openLaboratory } from './laboratory.ts';
import type { RunRecord } from './record.ts';
import { asksForCurves, withTruth } from './withTruth.ts';

const study = parseStudy(
  `
name: bench
scenarios: [unobserved-confounder]
periods: 40
estimators:
  given: { use: ols, media: { given: truth } }
  oracle: { use: oracle-shifted, delta: 0.25, sd: 0 }
  noisy: { use: oracle-normal }
estimands: [roas.total, { roas.total: { tail: 0 } }]
replicates: 3
seed: 11
`,
  'bench.yaml',
);
const plan = await planStudy(study, nodeSurroundings('.'));

async function records(of: Plan, replicate: number, arms: readonly number[]): Promise<readonly RunRecord[]> {
  const laboratory = await openLaboratory(of, nodeEstimators('.'), () => 0);
  const all: RunRecord[] = [];
  for await (const record of laboratory.run(0, replicate, arms)) all.push(record);
  return all;
}

test('one dataset for all arms: the truth first, then an attempt an arm, all with its digest', async () => {
  const all = await records(plan, 1, [0, 1, 2]);
  expect(all.map(({ kind }) => kind)).toEqual(['truth', 'attempt', 'attempt', 'attempt']);
  expect(new Set(all.map(({ digest }) => digest)).size).toBe(1);
});

test('an arm’s answer depends neither on the other arms nor on the order they are run in', async () => {
  const together = await records(plan, 2, [0, 1, 2]);
  for (const arm of [0, 1, 2]) {
    const alone = await records(plan, 2, [arm]);
    expect(alone[1]).toEqual(together[1 + arm]);
  }
  expect((await records(plan, 2, [2, 0])).at(-1)).toEqual(together[1]);
});

test('an oracle is told the truth of its replicate: a shift without noise misses by the shift exactly', async () => {
  const [truth, attempt] = await records(plan, 0, [1]);
  const values = truth!.kind === 'truth' ? truth!.values : [];
  const points = attempt!.kind === 'attempt' ? attempt!.effects.map((effect) => effect!.point) : [];
  expect(values).toHaveLength(4);
  expect(points).toEqual(values.map((value) => value! + 0.25));
});

test('`given: truth` becomes the generating curves of every channel; other settings stay as they are', () => {
  const cell = plan.cells[0]!;
  const settings = { media: { given: 'truth' }, trend: true };
  expect(asksForCurves(settings)).toBe(true);
  expect(asksForCurves({ media: 'default', given: { truth: 1 } })).toBe(false);
  const none = {
    adstock: { curve: 'none', parameters: [], maxLag: 1, normalize: false },
    saturation: { curve: 'none', parameters: [] },
    order: 'adstock-first',
  };
  // scenarios/unobserved-confounder.yaml, where no channel drives another
  expect(withTruth(settings, estimators.ols as Estimator, cell, [])).toEqual({
    trend: true,
    media: {
      given: {
        x1: {
          adstock: { curve: 'geometric', parameters: [0.3], maxLag: 4, normalize: true },
          saturation: { curve: 'logistic', parameters: [1] },
          order: 'adstock-first',
        },
        x2: {
          adstock: { curve: 'geometric', parameters: [0.5], maxLag: 4, normalize: true },
          saturation: { curve: 'logistic', parameters: [2.5] },
          order: 'adstock-first',
        },
        'x2->x1': none,
        'x1->x2': none,
      },
    },
  });
});

test('another arm draws other noise, another seed another dataset', async () => {
  const noise = async (of: Plan, arm: number): Promise<number> => {
    const [truth, attempt] = await records(of, 0, [arm]);
    if (truth?.kind !== 'truth' || attempt?.kind !== 'attempt') throw new Error('no attempt');
    return attempt.effects[0]!.point - truth.values[0]!;
  };
  const twin = await planStudy(
    { ...study, arms: [...study.arms, { name: 'twin', use: 'oracle-normal', settings: { sd: 1.0000001 } }] },
    nodeSurroundings('.'),
  );
  expect(await noise(twin, 3)).not.toBeCloseTo(await noise(twin, 2), 4);
  const other = await planStudy({ ...study, seed: 12 }, nodeSurroundings('.'));
  expect((await records(other, 0, []))[0]!.digest).not.toBe((await records(plan, 0, []))[0]!.digest);
});
