import { expect, test } from 'vitest';
import { gandyScott } from '../../core/gandyScott.ts';
import { openStream } from '../../core/random/stream.ts';
import { uniformityP } from '../../inference/sbc/pValue.ts';
import { ranksOf } from '../../inference/sbc/ranks.ts';
import { countsBelow } from '../../inference/sbc/verdict.ts';
import type { Calibration } from '../contract.ts';
import { testDataset } from '../testData.ts';
import { bayesianLinear } from './bayesianLinear.ts';

const { dataset } = testDataset({ tv: 5, radio: 3 }, { periods: 12 });
const settings = {
  noise: { sd: 2, df: 5 },
  priors: { intercept: { mean: 3, sd: 4 } },
  roas_prior: { base_sd: 0.5, center: { tv: 1 } },
};
const calibrate = (over: object = {}): Calibration =>
  bayesianLinear.calibration!(dataset, bayesianLinear.settingsSchema.parse({ ...settings, ...over }));
const [L, K] = [19, 10];

/** p-values of uniform ranks, quantity by quantity, over n simulations of one model judged by draws of another. */
function pValues(made: Calibration, judged: Calibration, n: number, key: string): number[] {
  const counted = made.quantities.map(() => [] as number[]);
  for (let i = 0; i < n; i++) {
    const stream = (role: string) => openStream(['bayesian-linear sbc', key, i, role]);
    const [right, other] = [made.simulate(L, stream), judged.simulate(L, stream)];
    if (right.status !== 'ok' || other.status !== 'ok') throw new Error('a simulation failed');
    const mixed = right.known.map(({ truth }, q) => ({ truth, draws: other.known[q]!.draws }));
    ranksOf(made.quantities, mixed, stream('ties')).forEach((rank, q) => {
      counted[q]!.push(rank);
    });
  }
  return counted.map((ranks) => uniformityP(countsBelow(ranks, L, K)));
}

test('ranks are uniform for every quantity', () => {
  const calibration = calibrate();
  expect(calibration.quantities).toEqual([
    ...['intercept', 'price', 'tv', 'radio', 'sigma'],
    ...['roas[tv]', 'roas[radio]', 'total_contribution', 'log_likelihood'],
  ]);
  const verdict = gandyScott(
    (n, attempt) => pValues(calibration, calibration, n, `${Date.now()}/${Math.random()}/${attempt}`),
    300,
  );
  expect(verdict, JSON.stringify(verdict)).toMatchObject({ passed: true });
});

test('a known noise is no quantity, and its ranks are uniform too', () => {
  const calibration = calibrate({ noise: { sd: 2, df: 'known' } });
  expect(calibration.quantities).not.toContain('sigma');
  expect(Math.min(...pValues(calibration, calibration, 300, 'known'))).toBeGreaterThan(0.001);
});

test('a prior half as wide as the one that parameters came from is caught', () => {
  const narrow = calibrate({ roas_prior: { base_sd: 0.25, center: { tv: 1 } } });
  expect(Math.min(...pValues(calibrate(), narrow, 300, 'planted'))).toBeLessThan(1e-6);
});

test('what is no law to draw from is refused in one line', () => {
  expect(() => calibrate({ noise: {} })).toThrow('noise.sd: received residual; to draw from the prior');
  expect(() => calibrate({ priors: {} })).toThrow(
    'priors: nothing can be drawn from a flat prior; state one for intercept',
  );
});
