import { expect, test } from 'vitest';
import { openStream } from '../../core/random/stream.ts';
import { buildDataset } from '../../dataset/build.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { Calibration } from '../contract.ts';
import { bayesianMmm } from './bayesianMmm.ts';
import { type BayesianSettings, bayesianSettingsSchema } from './settings.ts';

// whether the engine is calibrated is what src/experiment/sbc asks; here is what one simulation gives

/** 16 weeks of two channels and a control; the outcome is 1 throughout and not used. */
function design(outcome = 1): Dataset {
  const stream = openStream(['bayesian/sbc.test']);
  const spend = (length: number) => Float64Array.from({ length }, () => 100 * stream.uniform());
  const [periods, history, future] = [16, 3, 3];
  return buildDataset({
    name: 'sbc',
    period: 'week',
    geos: ['national'],
    population: Float64Array.of(1),
    periods,
    history,
    future,
    dates: null,
    firstPeriod: 0,
    channels: ['tv', 'search'].map((name) => ({
      name,
      spend: { history: spend(history), window: spend(periods), future: spend(future) },
    })),
    controls: [{ name: 'price', values: Float64Array.from({ length: periods }, () => stream.normal()) }],
    outcome: { name: 'sales', values: new Float64Array(periods).fill(outcome) },
    carryoverStart: 'history',
  });
}

const sampler = { chains: 2, warmup: 60, draws: 40 };
const calibrate = (more: object = {}, dataset = design()): Calibration => {
  const settings: BayesianSettings = bayesianSettingsSchema.parse({
    adstock: { geometric: { max_lag: 4 } },
    sampler,
    convergence: { rhat: 100, ess_per_chain: 1 },
    ...more,
  });
  return bayesianMmm.calibration!(dataset, settings);
};
const simulate = (calibration: Calibration, draws = 19) =>
  calibration.simulate(draws, (role) => openStream(['simulation', role]));

test('quantities are all parameters, every ROAS, the total contribution and the log likelihood', () => {
  const calibration = calibrate();
  expect(calibration.quantities).toEqual([
    ...['intercept', 'beta[tv]', 'beta[search]', 'alpha[tv]', 'alpha[search]', 'lambda[tv]', 'lambda[search]'],
    ...['gamma[price]', 'sigma', 'roas[tv]', 'roas[search]', 'total_contribution', 'log_likelihood'],
  ]);
  const fit = simulate(calibration);
  if (fit.status !== 'ok') throw new Error(fit.reason);
  expect(fit.known.map(({ draws }) => draws.length)).toEqual(calibration.quantities.map(() => 19));
  expect(fit.known.flatMap(({ truth, draws }) => [truth, ...draws]).every(Number.isFinite)).toBe(true);
});

test('the total contribution is ROAS times spend, summed over channels, in the truth and draw by draw', () => {
  const dataset = design();
  const { quantities, simulate: run } = calibrate({}, dataset);
  const fit = run(19, (role) => openStream(['simulation', role]));
  if (fit.status !== 'ok') throw new Error(fit.reason);
  const of = (name: string) => {
    const { truth, draws } = fit.known[quantities.indexOf(name)]!;
    return [truth, ...draws];
  };
  const spent = dataset.channels.map(({ spend }) => spend.window.reduce((sum, x) => sum + x, 0));
  const [tv, search] = [of('roas[tv]'), of('roas[search]')];
  for (const [i, total] of of('total_contribution').entries()) {
    expect(total).toBeCloseTo(spent[0]! * tv[i]! + spent[1]! * search[i]!, 10);
  }
});

test('the outcome of the design sets the unit of money, and nothing else', () => {
  const [one, ten] = [1, 10].map((level) => {
    const calibration = calibrate({}, design(level));
    const fit = simulate(calibration);
    if (fit.status !== 'ok') throw new Error(fit.reason);
    return (name: string) => fit.known[calibration.quantities.indexOf(name)]!;
  });
  for (const name of ['beta[tv]', 'sigma', 'log_likelihood']) expect(ten!(name)).toEqual(one!(name));
  expect(ten!('roas[tv]').truth).toBeCloseTo(10 * one!('roas[tv]').truth, 10);
});

test('the same streams give the same simulation', () => {
  expect(simulate(calibrate())).toEqual(simulate(calibrate()));
});

test('too few draws to rank among, or limits that a fit does not reach, leave a reason', () => {
  expect(simulate(calibrate(), 81)).toEqual({ status: 'nonconverged', reason: '80 draws < 81 to rank among' });
  const strict = calibrate({ convergence: { rhat: 100, ess_per_chain: 1000 } });
  expect(simulate(strict)).toMatchObject({ status: 'nonconverged', reason: expect.stringMatching(/^ESS \d+ < 2000$/) });
  const poor = calibrate({ sampler: { ...sampler, max_gradients: 200 } });
  expect(simulate(poor)).toEqual({ status: 'nonconverged', reason: 'budget of 200 gradients used up' });
});

test('a design that could not be fitted cannot be calibrated', () => {
  const silent = design();
  const channels = silent.channels.map((channel) => ({
    ...channel,
    spend: { ...channel.spend, window: new Float64Array(16) },
  }));
  expect(() => calibrate({}, { ...silent, channels })).toThrow('no spend in the window: tv, search');
});
