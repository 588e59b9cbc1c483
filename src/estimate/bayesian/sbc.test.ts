import { expect, test } from 'vitest';
import { openStream } from '../../core/random/stream.ts';
import { buildDataset } from '../../dataset/build.ts';
import type { Dataset } from '../../dataset/types.ts';
import { collectRanks } from '../../inference/sbc/collect.ts';
import { judgeCalibration } from '../../inference/sbc/verdict.ts';
import type { SamplingDensity } from './density.ts';
import { nationalModel } from './nationalModel.ts';
import { prepare } from './prepare.ts';
import { calibrationEstimands, SBC_DRAWS, simulateAndFit } from './sbc.ts';
import { type BayesianSettings, bayesianSettingsSchema } from './settings.ts';

const BINS = 20;

/** 52 weeks of two channels and a control, the same in every simulation: spend that is often low and sometimes high. */
const dataset: Dataset = (() => {
  const stream = openStream(['bayesian/sbc.test']);
  const spend = (length: number) => Float64Array.from({ length }, () => 100 * stream.uniform() * stream.uniform());
  const [periods, history, future] = [52, 3, 3];
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
    outcome: { name: 'sales', values: new Float64Array(periods).fill(1) },
    carryoverStart: 'history',
  });
})();

/** The default model and its default priors. A fit counts as failed below 100 effective draws in all, as many as ranks need. */
const settings: BayesianSettings = bayesianSettingsSchema.parse({
  adstock: { geometric: { max_lag: 4 } },
  sampler: { chains: 2, warmup: 200, draws: 300 },
  convergence: { ess_per_chain: 50 },
});

const model = nationalModel(dataset, settings);
const estimands = calibrationEstimands(dataset, model.channels, settings.adstock.maxLag);

function study(name: string, size: number, plant?: (density: SamplingDensity) => SamplingDensity) {
  function* simulations() {
    for (let r = 0; r < size; r++) {
      yield simulateAndFit(model, estimands, settings, (role) => openStream([name, r, role]), plant);
    }
  }
  const { ranks, failed } = collectRanks(simulations(), openStream([name, 'ties']));
  return { failed, verdict: judgeCalibration(ranks, SBC_DRAWS, BINS) };
}

/** The density with the Jacobian of one curve parameter counted `times` times: 0 is the mistake of leaving it out. */
function withJacobian(parameter: string, times: number) {
  const { parameters } = prepare(dataset, settings).model;
  return (density: SamplingDensity): SamplingDensity => {
    const axes = Array.from({ length: density.dimension }, (_, axis) => axis).flatMap((axis) => {
      const found = parameters.find(({ name }) => name === density.nameOf(axis));
      return found?.name.startsWith(`${parameter}[`) ? [{ axis, transform: found.transform }] : [];
    });
    expect(axes).toHaveLength(2);
    return {
      ...density,
      logDensity: (u, gradient) => {
        let value = density.logDensity(u, gradient);
        for (const { axis, transform } of axes) {
          const x = transform.constrain(u[axis]!);
          value += (times - 1) * transform.logJacobian(u[axis]!, x);
          gradient[axis]! += (times - 1) * transform.logJacobianSlope(u[axis]!, x);
        }
        return value;
      },
    };
  };
}

const outside = ({ verdict }: ReturnType<typeof study>) =>
  verdict.quantities.filter(({ inside }) => !inside).map(({ name }) => name);

// fixed streams: 200 fits take a dozen seconds of an idle core, and a sound model fails one such study in 20
test('the default model: 200 simulations, every parameter, ROAS, total contribution and log p(y|θ) calibrated', {
  timeout: 300_000,
}, () => {
  const { failed, verdict } = study('bayesian/sbc', 200);
  expect(verdict.quantities.map(({ name }) => name)).toEqual([
    'intercept',
    'beta[tv]',
    'beta[search]',
    'alpha[tv]',
    'alpha[search]',
    'lambda[tv]',
    'lambda[search]',
    'gamma[price]',
    'sigma',
    'roas[tv]',
    'roas[search]',
    'total_contribution',
    'log_likelihood',
  ]);
  expect(verdict.quantities.filter(({ inside }) => !inside)).toEqual([]);
  expect(verdict.passed).toBe(true);
  expect(verdict.band.N).toBe(200 - failed);
  expect(failed).toBeLessThan(40);
});

test.each([
  ['lambda', 0],
  ['alpha', 2],
] as const)(
  'a density that counts the Jacobian of %s %d times fails, and by that parameter',
  {
    timeout: 300_000,
  },
  (parameter, times) => {
    const planted = study(`planted/${parameter}`, 50, withJacobian(parameter, times));
    expect(planted.verdict.passed).toBe(false);
    expect(outside(planted).join()).toContain(`${parameter}[`);
  },
);

test('the same streams give the same simulation', () => {
  const run = () => simulateAndFit(model, estimands, settings, (role) => openStream(['bits', role]));
  expect(run()).toEqual(run());
});

test('too few draws for ranks, or too small a budget, is a failed fit', () => {
  const failing = (sampler: Partial<BayesianSettings['sampler']>) =>
    simulateAndFit(model, estimands, { ...settings, sampler: { ...settings.sampler, ...sampler } }, (role) =>
      openStream(['failing', role]),
    );
  expect(failing({ draws: 49 })).toBeNull();
  expect(failing({ max_gradients: 100 })).toBeNull();
});
