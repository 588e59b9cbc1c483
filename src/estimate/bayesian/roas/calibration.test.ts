import { expect, test } from 'vitest';
import { openStream } from '../../../core/random/stream.ts';
import { ranksOf } from '../../../inference/sbc/ranks.ts';
import { judgeCalibration } from '../../../inference/sbc/verdict.ts';
import { bayesianMmm } from '../bayesianMmm.ts';
import { bayesianSettingsSchema } from '../settings.ts';
import { roasData } from './data.fixture.ts';

const DRAWS = 99;

// fixed streams: a sound model fails one such study in 20
test('64 simulations with priors on ROAS, lognormal and normal, are calibrated in every quantity', {
  timeout: 300_000,
}, () => {
  const settings = bayesianSettingsSchema.parse({
    adstock: { geometric: { max_lag: 4 } },
    roas_prior: { base_sd: 1, strength: 2, center: { tv: 2 } },
    priors: { 'roas[search]': ['normal', 1, 1], sigma: ['half-normal', 0.3] },
    sampler: { chains: 2, warmup: 150, draws: 200 },
    convergence: { rhat: 1.1, ess_per_chain: 30 },
  });
  const { quantities, simulate } = bayesianMmm.calibration!(roasData({ periods: 30 }), settings);
  expect(quantities).toEqual([
    ...['intercept', 'roas[tv]', 'roas[search]', 'alpha[tv]', 'alpha[search]', 'lambda[tv]', 'lambda[search]'],
    ...['gamma[price]', 'sigma', 'beta[tv]', 'beta[search]', 'total_contribution', 'log_likelihood'],
  ]);
  const ranks = new Map(quantities.map((name) => [name, [] as number[]]));
  let failed = 0;
  for (let r = 0; r < 64; r++) {
    const stream = (role: string) => openStream(['roas/calibration', r, role]);
    const fit = simulate(DRAWS, stream);
    if (fit.status !== 'ok') {
      failed++;
      continue;
    }
    ranksOf(quantities, fit.known, stream('ties')).forEach((rank, q) => {
      ranks.get(quantities[q]!)!.push(rank);
    });
  }
  const { quantities: verdicts, passed } = judgeCalibration(ranks, DRAWS, 20);
  expect(verdicts.filter(({ inside }) => !inside).map(({ name }) => name)).toEqual([]);
  expect(passed).toBe(true);
  expect(failed).toBeLessThan(10);
});
