import { describe, expect, test } from 'vitest';
import { openStream } from '../core/random/stream.ts';
import { trueCurves } from '../experiment/plan/trueCurves.ts';
import { loadScenario } from '../scenario/load.node.ts';
import { resolveWorld } from '../scenario/scenario.ts';
import { compileWorld, simulate } from '../simulate/simulate.ts';
import type { Estimator } from './contract.ts';
import { elasticNet } from './elasticNet/elasticNet.ts';
import { ols } from './ols/ols.ts';

/** exposure-cost with nothing that confounds and no noise: cost still wanders. */
const exact = {
  'nodes.revenue.outcome.drivers.demand': 0,
  'nodes.revenue.outcome.noise.normal': 0,
};

/** Ratios of estimates to true total ROAS, tv, social, search. */
async function ratios<S>(estimator: Estimator<S>, set: Readonly<Record<string, unknown>>): Promise<readonly number[]> {
  const world = resolveWorld(loadScenario('exposure-cost'), set);
  const { dataset, truth } = simulate(compileWorld(world), {
    seed: 1,
    replicate: 0,
    periods: 104,
    requests: [{ kind: 'roas.total' }],
  });
  const settings = estimator.settingsSchema.parse({ media: { given: trueCurves(world) } });
  const stream = (role: string) => openStream(['volume', role]);
  const estimands = truth.effects.map(({ estimand }) => estimand);
  const fit = await estimator.fit(dataset, settings, { estimands, levels: [0.9], stream });
  if (!('effects' in fit)) throw new Error(JSON.stringify(fit));
  return fit.effects.map((effect, i) => effect!.point / truth.effects[i]!.value!);
}

describe('curves act on what spend bought, and ROAS is over the spend', () => {
  test('OLS with the generating curves and no noise gives the truth back, however cost wanders', async () => {
    for (const ratio of await ratios(ols, exact)) expect(ratio).toBeCloseTo(1, 8);
  });

  test('the elastic net at a small penalty comes close', async () => {
    for (const ratio of await ratios(elasticNet, exact)) expect(Math.abs(ratio - 1)).toBeLessThan(0.2);
  });

  test('where the volume is not observed, spend in its place loses what cost hides', async () => {
    const hidden = { ...exact, 'nodes.tv_impressions.latent': true, 'nodes.social_impressions.latent': true };
    const [tv, social] = await ratios(ols, hidden);
    expect(Math.max(Math.abs(tv! - 1), Math.abs(social! - 1))).toBeGreaterThan(0.02);
  });
});
