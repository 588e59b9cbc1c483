import { beforeAll, expect, test } from 'vitest';
import { nodeSurroundings } from '../../experiment/load/study.node.ts';
import type { RecordSource } from '../../experiment/output/rows.ts';
import { planStudy } from '../../experiment/plan/planStudy.ts';
import type { Plan } from '../../experiment/plan/types.ts';
import { openLedger } from '../../experiment/run/ledger.ts';
import type { AttemptRecord } from '../../experiment/run/record.ts';
import { parseStudy } from '../../experiment/study/study.ts';
import type { AttemptStatus } from '../../score/types.ts';
import { refits } from './posteriors.node.ts';
import { worldsOf } from './worlds.ts';

let plan: Plan;
beforeAll(async () => {
  const study = parseStudy(
    `
name: refits
scenarios: [clean, unobserved-confounder]
periods: 26
estimators:
  good: { use: ols, scenarios: [clean] }
  short: { use: bayesian-mmm, scenarios: [clean], sampler: { chains: 2, warmup: 20, draws: 8, max_draws: 8 } }
replicates: 2
seed: 1
`,
    'refits.yaml',
  );
  plan = await planStudy(study, nodeSurroundings('.'));
});

/** A journal in which every unit has this status, or none has a row. */
function saying(status: AttemptStatus | null, diagnostics = {}): RecordSource {
  const ids = { cell: '', arm: '', unit: '', digest: '', replicate: 0 };
  const record: AttemptRecord = { kind: 'attempt', ...ids, ms: 0, status: status ?? 'ok', effects: [], diagnostics };
  return { ledger: openLedger(plan), read: () => (status === null ? undefined : record) };
}
const armsOf = ({ posteriors }: Awaited<ReturnType<typeof refits>>) => posteriors.map(({ arm }) => arm);

test('a fit that fails is no posterior', async () => {
  const found = await refits(plan, saying('ok'));
  expect(armsOf(found)).toEqual(['good']);
  expect(found.note).toBe('Of replicate 0, 1 of 2 fits were made again for posteriors and curves; left out: 1 failed.');
});

test('the study’s own limits decide, whatever the fit says of itself', async () => {
  const lenient = { ...plan, convergence: { rhat: 1000, essPerChain: 0.001 } };
  const found = await refits(lenient, saying('ok'));
  expect(armsOf(found)).toEqual(['good', 'short']);
  expect(found.note).toBeNull();
});

test.each([
  ['timeout', 'out of time or memory, or lost, in the study'],
  ['oom', 'out of time or memory, or lost, in the study'],
  ['lost', 'out of time or memory, or lost, in the study'],
  ['refused', 'failed'],
  [null, 'not made by the study yet'],
] as const)('what ended as %s is not tried', async (status, why) => {
  const { posteriors, note } = await refits(plan, saying(status));
  expect(posteriors).toEqual([]);
  expect(note).toMatch(new RegExp(`^Of replicate 0, 0 of 2 fits .* left out: 2 ${why}\\.$`));
});

test('one that throws costs no other its place', async () => {
  const arms = plan.arms.map((arm) => (arm.name === 'short' ? { ...arm, use: 'no-such-estimator' } : arm));
  const found = await refits({ ...plan, arms }, saying('ok'));
  expect(armsOf(found)).toEqual(['good']);
  expect(found.note).toMatch(/1 of 2 fits .* left out: 1 that could not be made again \(.*no-such-estimator.*\)\.$/);
});

test('programs outside are counted among what is left out', async () => {
  const arms = plan.arms.map((arm) => (arm.name === 'short' ? { ...arm, source: 'abc' } : arm));
  const { note } = await refits({ ...plan, arms }, saying('ok'));
  expect(note).toMatch(/left out: 1 of programs outside of plumbline\.$/);
});

test('a world that cannot be simulated again costs no other its place', () => {
  const [clean, other] = plan.cells;
  const nodes = clean!.world.nodes.map((node) => ({
    ...node,
    terms: node.terms.map((term) => ({ ...term, lag: -1 })),
  }));
  const cells = [{ ...clean!, world: { ...clean!.world, nodes } }, other!];
  const { worlds, notes } = worldsOf({ ...plan, cells });
  expect(worlds.map(({ scenario }) => scenario)).toEqual(['unobserved-confounder']);
  expect(notes).toEqual([expect.stringMatching(/^World clean is not shown, .*: .*lag -1/)]);
});
