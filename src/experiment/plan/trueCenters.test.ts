import { expect, test } from 'vitest';
import type { Estimator } from '../../estimate/contract.ts';
import { nodeEstimators } from '../load/estimators.node.ts';
import { nodeSurroundings } from '../load/study.node.ts';
import { openLaboratory } from '../run/laboratory.ts';
import type { AttemptRecord, TruthRecord } from '../run/record.ts';
import { parseStudy } from '../study/study.ts';
import { planStudy } from './planStudy.ts';
import type { Plan } from './types.ts';

const planOf = (estimators: string, estimands = 'roas.total', scenario = 'unobserved-confounder'): Promise<Plan> =>
  planStudy(
    parseStudy(
      `
name: centers
scenarios: [${scenario}]
periods: 40
estimators:
  ${estimators}
estimands: [${estimands}]
replicates: 3
seed: 11
`,
      'centers.yaml',
    ),
    nodeSurroundings('.'),
  );

/** One replicate of the first cell. With `told`, no arm is fitted: its settings go there. */
async function run(plan: Plan, replicate: number, told?: unknown[]) {
  const source = nodeEstimators('.');
  const estimatorOf = async (use: string) => {
    const found = await source(use);
    const fit: Estimator['fit'] = (_, settings) => {
      told!.push(settings);
      return { status: 'error', detail: 'not fitted' };
    };
    return told === undefined ? found : { ...found, estimator: { ...found.estimator, fit } };
  };
  const laboratory = await openLaboratory(plan, estimatorOf, () => 0);
  let truth: TruthRecord | undefined;
  const attempts: AttemptRecord[] = [];
  for await (const record of laboratory.run(
    0,
    replicate,
    plan.arms.map((_, i) => i),
  )) {
    if (record.kind === 'truth') truth = record;
    else attempts.push(record);
  }
  return { values: truth!.values, attempts };
}

type Told = { readonly roas_prior: { readonly center: Record<string, number>; readonly estimand: unknown } };

test('strength and center are swept, arms named by both, and each replicate has the multiples of its own truth', async () => {
  const plan = await planOf(
    'bayesian: { use: bayesian-mmm, roas_prior: { base_sd: 1, strength: { each: [0.25, 4] }, center: { truth: { each: [1, 2] } } } }',
  );
  expect(plan.arms.map(({ name }) => name)).toEqual([
    'bayesian[strength=0.25,center=truth×1]',
    'bayesian[strength=0.25,center=truth×2]',
    'bayesian[strength=4,center=truth×1]',
    'bayesian[strength=4,center=truth×2]',
  ]);
  const seen: number[] = [];
  for (const replicate of [0, 1]) {
    const told: Told[] = [];
    const { values } = await run(plan, replicate, told);
    expect(told.map(({ roas_prior }) => roas_prior)).toEqual(
      [0.25, 4].flatMap((strength) =>
        [1, 2].map((multiple) => ({
          base_sd: 1,
          strength,
          center: { x1: multiple * values[0]!, x2: multiple * values[1]! },
          estimand: { x1: 'roas.total[0..39+3]', x2: 'roas.total[0..39+3]' },
        })),
      ),
    );
    seen.push(values[0]!);
  }
  expect(seen[0]).not.toBe(seen[1]);
});

test('`center: truth` is once the truth; a number and a table by channel stay as they are written', async () => {
  const plan = await planOf(`
  once: { use: bayesian-mmm, roas_prior: { center: truth } }
  number: { use: bayesian-mmm, roas_prior: { center: 1.5 } }
  table: { use: bayesian-mmm, roas_prior: { center: { x1: 2, x2: 1.2 } } }
  part: { use: bayesian-mmm, channels: [x2], roas_prior: { center: truth } }`);
  // the rows say which arms knew
  expect(plan.arms.map((arm) => arm.told)).toEqual([['center'], undefined, undefined, ['center']]);
  const told: Told[] = [];
  const { values } = await run(plan, 0, told);
  expect(told.map(({ roas_prior: { center } }) => center)).toEqual([
    { x1: values[0], x2: values[1] },
    1.5,
    { x1: 2, x2: 1.2 },
    { x2: values[1] },
  ]);
});

test('the center is the truth of the ROAS that the arm aims at: direct where it conditions on the mediator', async () => {
  const both = 'roas.total, roas.direct';
  const plan = await planOf(
    `
  all: { use: bayesian-mmm, roas_prior: { center: truth } }
  total: { use: bayesian-mmm, roas_prior: { center: truth }, aims: roas.total }
  named: { use: bayesian-mmm, roas_prior: { strength: 4, center: truth, estimand: roas.total } }`,
    both,
    'social-funnel',
  );
  const told: Told[] = [];
  const { values } = await run(plan, 0, told);
  const { estimands } = plan.cells[0]!;
  const truthOf = (channel: string, kind: string) =>
    values[estimands.findIndex((estimand) => estimand.channel === channel && estimand.kind === kind)];
  expect(truthOf('facebook', 'roas.direct')).toBeLessThan(truthOf('facebook', 'roas.total')!);
  const facebook = told.map(({ roas_prior }) => roas_prior.center.facebook);
  expect(facebook).toEqual(['roas.direct', 'roas.total', 'roas.total'].map((kind) => truthOf('facebook', kind)));
  // nothing stands between google and revenue: its total effect is its direct one
  expect(told.map(({ roas_prior }) => roas_prior.center.google)).toEqual(
    [1, 2, 3].map(() => truthOf('google', 'roas.total')),
  );
});

test('a very strong prior answers with its center, whatever the data', async () => {
  const sampler = 'sampler: { chains: 1, warmup: 60, draws: 60 }, adstock: { geometric: { max_lag: 4 } }';
  const plan = await planOf(`
  pinned: { use: bayesian-mmm, ${sampler}, roas_prior: { strength: 1e4, center: { truth: { each: [1, 2] } } } }`);
  const { values, attempts } = await run(plan, 0);
  attempts.forEach(({ effects }, i) => {
    effects.forEach((effect, e) => {
      expect(effect!.point / ((1 + i) * values[e]!)).toBeCloseTo(1, 1);
    });
  });
});

test('a channel without effect has no lognormal center: the attempt is refused, and says which channel', async () => {
  const plan = await planOf(
    'bayesian: { use: bayesian-mmm, roas_prior: { center: truth } }',
    'roas.total',
    '{ use: unobserved-confounder, set: { nodes.y.responses.x1.effect: 0 } }',
  );
  const { attempts } = await run(plan, 0);
  expect(attempts[0]).toMatchObject({
    status: 'refused',
    reason: 'unsupported: a lognormal ROAS prior has a center above 0; roas_prior centers x1 (0)',
  });
});

test.each([
  [
    'bayesian: { use: bayesian-mmm, roas_prior: { center: truth } }',
    'contribution',
    /^centers\.yaml:6:13 estimators\.bayesian: in cell unobserved-confounder@40: roas_prior\.center: truth is the true roas\.total of x1 for this arm, which the study does not ask for; add roas\.total to estimands:$/,
  ],
  [
    'bayesian: { use: bayesian-mmm, roas_prior: { center: truth }, aims: mroas.total }',
    'roas.total',
    /: a ROAS prior is on roas\.total, roas\.direct, roas\.attributed; this arm aims at mroas\.total$/,
  ],
  [
    'bayesian: { use: bayesian-mmm, roas_prior: { center: { x3: 2 } } }',
    'roas.total',
    /roas_prior\.center\.x3: the data have no channel "x3"; allowed: x1, x2; did you mean "x1"\?$/,
  ],
])('refused before the first fit: %s', async (arm, estimands, message) => {
  await expect(planOf(arm, estimands)).rejects.toThrow(message);
});
