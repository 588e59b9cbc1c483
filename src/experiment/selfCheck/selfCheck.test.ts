import { expect, test } from 'vitest';
import type { Estimator } from '../../estimate/contract.ts';
import { measures } from '../../score/measures/registry.ts';
import { loadStudy, nodeSurroundings, studyRoot } from '../load/study.node.ts';
import { planStudy } from '../plan/planStudy.ts';
import type { EstimatorSource } from '../plan/sources.ts';
import { withReplicates } from '../study/study.ts';
import { selfCheckInMemory } from './inMemory.ts';
import { quickSelfCheck, runSelfCheck } from './selfCheck.node.ts';
import { summarizeSelfCheck } from './summary.ts';

const study = withReplicates(loadStudy('self-check'), 100);
const surroundings = nodeSurroundings(studyRoot(study));
const plan = await planStudy(study, surroundings);
// 10,000 replicates are for `plumbline audit --self`; with this seed the result is the same every time
const result = await runSelfCheck({ workers: 0, replicates: 100 });

test('the oracles come out right through the whole harness, in every measure', () => {
  expect(result!.checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(result!.passed).toBe(true);
  expect(result!.checks.length).toBeLessThanOrEqual(200);
  expect(result!.lines.at(-1)).toMatch(/^199 of 199 checks hold/);

  const checked = new Set(result!.checks.map(({ known }) => known.measure));
  const all = [...Object.keys(measures), 'rank_accuracy', 'rank_uniformity', 'relative_precision', 'only_b_failed'];
  expect([...all, 'shadow_difference'].filter((id) => !checked.has(id))).toEqual([]);
  const policies = new Set(result!.checks.map(({ known }) => known.policy ?? 'as-analyzed'));
  expect([...policies].sort()).toEqual(['as-analyzed', 'complete-case', 'fallback', 'strict', 'strict-upper']);
  expect(result!.checks.filter(({ known }) => known.cell === 'all worlds')).toHaveLength(5);
});

test('in memory it finds the same, and a report says it in a line', async () => {
  const inMemory = await selfCheckInMemory(plan, surroundings.estimatorOf);
  expect(inMemory).toEqual(result);
  const summary = await quickSelfCheck(100);
  expect(summary).toEqual(summarizeSelfCheck(inMemory, plan));
  expect(summary).toMatchObject({ passed: true, checks: 199, failed: 0, oracles: 5, replicates: 100, limit: 4.5 });
  expect(summary.line).toMatch(
    /^self-check: 199 checks of 5 oracles, 100 replicates each, largest \|z\| \d\.\d\d \(limit 4\.5\): passed$/,
  );
});

/** One oracle spoiled: whatever it answers is changed. */
const spoiled =
  (id: string, change: (effect: Record<string, unknown>) => object): EstimatorSource =>
  async (use) => {
    const found = await surroundings.estimatorOf(use);
    if (use !== id) return found;
    const fit: Estimator['fit'] = async (...asked) => {
      const estimate = await found.estimator.fit(...asked);
      if (estimate.status !== 'ok') return estimate;
      return {
        ...estimate,
        effects: estimate.effects.map((effect) => effect && { ...effect, ...change({ ...effect }) }),
      };
    };
    return { ...found, estimator: { ...found.estimator, fit } };
  };

test.each([
  ['a standard error too large by half', 'oracle-shrunk', ({ se }) => ({ se: 1.5 * (se as number) }), 'model_se'],
  ['draws on one side', 'oracle-conjugate', ({ draws }) => ({ draws: (draws as Float64Array).map(Math.abs) }), 'crps'],
  [
    'draws half as wide',
    'oracle-conjugate',
    ({ draws, point }) => ({ draws: (draws as Float64Array).map((x) => ((point as number) + x) / 2) }),
    'rank_uniformity',
  ],
  ['no draws', 'oracle-conjugate', ({ draws: _, ...effect }) => ({ ...effect, draws: undefined }), 'rank_uniformity'],
] as readonly (readonly [string, string, (effect: Record<string, unknown>) => object, string])[])(
  'a fault is found: %s',
  async (_, id, change, measure) => {
    const found = await selfCheckInMemory(plan, spoiled(id, change));
    expect(found.passed).toBe(false);
    expect(found.checks.filter(({ ok }) => !ok).map(({ known }) => known.measure)).toContain(measure);
    expect(summarizeSelfCheck(found, plan).line).toMatch(/: FAILED in \d+ of them$/);
  },
);

test('stopped, it gives no verdict', async () => {
  expect(await runSelfCheck({ workers: 0, replicates: 10, signal: AbortSignal.abort() })).toBeNull();
});
