import { expect, test } from 'vitest';
import { openStream } from '../../../core/random/stream.ts';
import { ranksOf } from '../../../inference/sbc/ranks.ts';
import { judgeCalibration } from '../../../inference/sbc/verdict.ts';
import { bayesianMmm } from '../bayesianMmm.ts';
import { panel, settingsOf } from './panel.fixture.ts';

const [SIMULATIONS, DRAWS, BINS] = [48, 99, 20];

// fixed streams: a sound model fails one such study in 20
test.each(['truncated-normal', 'normal'])(
  '%s effects are calibrated: 48 simulations, four geos, every parameter and ROAS',
  {
    timeout: 300_000,
  },
  (effects) => {
    const settings = settingsOf({
      hierarchy: { effects },
      sampler: { chains: 2, warmup: 120, draws: 150, metric: 'diagonal' },
      convergence: { rhat: 1.1, ess_per_chain: 20 },
    });
    const calibration = bayesianMmm.calibration!(panel({ geos: 4, periods: 30, channels: 1, history: 0 }), settings);
    const fits = Array.from({ length: SIMULATIONS }, (_, r) =>
      calibration.simulate(DRAWS, (role) => openStream(['hierarchy/sbc', effects, r, role])),
    );
    const ties = openStream(['hierarchy/sbc', 'ties']);
    const ranks = fits.flatMap((fit) =>
      fit.status === 'ok' ? [ranksOf(calibration.quantities, fit.known, ties)] : [],
    );
    expect(ranks.length).toBeGreaterThan(0.75 * SIMULATIONS);
    const byQuantity = new Map(calibration.quantities.map((name, q) => [name, ranks.map((row) => row[q]!)]));
    const verdict = judgeCalibration(byQuantity, DRAWS, BINS);
    expect(verdict.quantities.filter(({ inside }) => !inside)).toEqual([]);
  },
);
