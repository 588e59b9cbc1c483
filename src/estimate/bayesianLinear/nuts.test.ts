import { expect, test } from 'vitest';
import { exp } from '../../core/math.ts';
import { openStream } from '../../core/random/stream.ts';
import { mean, quantile, sd } from '../../core/stats.ts';
import type { Estimand } from '../../dataset/estimand.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { Chains } from '../../inference/diagnostics/chains.ts';
import { pooled } from '../../inference/diagnostics/chains.ts';
import { mcseMean, mcseQuantile, mcseSd } from '../../inference/diagnostics/mcse.ts';
import { sampleChains } from '../../inference/hmc/sample.ts';
import { defaultChainSettings } from '../../inference/hmc/settings.ts';
import type { LogDensity } from '../../inference/hmc/types.ts';
import { bayesianMmm } from '../bayesian/bayesianMmm.ts';
import type { Effect, Estimate } from '../contract.ts';
import { perHead } from '../perHead.ts';
import { testCurves, testDataset } from '../testData.ts';
import { bayesianLinear } from './bayesianLinear.ts';
import { type LinearModel, linearModel } from './model.ts';

/** Where a law's mean, sd, median and 90 % interval lie. */
type Exact = { readonly location: number; readonly sd: number; readonly quantiles: readonly [number, number, number] };

const exactly = ({ point, se, intervals }: Effect): Exact => ({
  location: point,
  sd: se!,
  quantiles: [intervals[0]!.lower, point, intervals[0]!.upper],
});

/** Largest distance of draws from the exact law in Monte Carlo standard errors: mean, sd, and the 5, 50 and 95 % quantiles. */
function distance(chains: Chains, { location, sd: width, quantiles }: Exact): number {
  const draws = pooled(chains);
  return Math.max(
    Math.abs(mean(draws) - location) / mcseMean(chains)!,
    Math.abs(sd(draws) - width) / mcseSd(chains)!,
    ...[0.05, 0.5, 0.95].map((p, i) => Math.abs(quantile(draws, p) - quantiles[i]!) / mcseQuantile(chains, p)!),
  );
}

/** The same model written out for the sampler: β, and log σ² with its Jacobian. */
function posteriorDensity({ x, rows, noise }: LinearModel, y: Float64Array, k: number): LogDensity {
  if (noise.kind === 'known') throw new Error('the noise is to be sampled');
  const n = y.length;
  return (q, gradient) => {
    const precision = exp(-q[k]!);
    gradient.fill(0);
    let squares = 2 * noise.rate;
    const add = (weight: (j: number) => number, value: number, scale: number) => {
      let residual = value;
      for (let j = 0; j < k; j++) residual -= weight(j) * q[j]!;
      residual /= scale;
      squares += residual * residual;
      for (let j = 0; j < k; j++) gradient[j]! += (precision * residual * weight(j)) / scale;
    };
    for (let i = 0; i < n; i++) add((j) => x[i + j * n]!, y[i]!, 1);
    for (const { weights, value, sd: scale } of rows) add((j) => weights[j]!, value, scale);
    const count = (n + rows.length) / 2 + noise.shape;
    gradient[k] = (squares * precision) / 2 - count;
    return -count * q[k]! - (squares * precision) / 2;
  };
}

const asked = (dataset: Dataset): Estimand[] =>
  dataset.channels.map(({ name }) => ({
    channel: name,
    kind: 'roas.total',
    window: [0, dataset.periods - 1],
    tail: 3,
  }));

const fit = (dataset: Dataset, settings: object) => {
  const request = {
    ...{ estimands: asked(dataset), levels: [0.9] },
    stream: (role: string) => openStream(['bayesian-linear', 'nuts', role]),
  };
  return bayesianLinear.fit(dataset, bayesianLinear.settingsSchema.parse(settings), request) as Extract<
    Estimate,
    { status: 'ok' }
  >;
};

// Five datasets × (3 channels' ROAS and σ's 5 columns) × 5 statistics, 125 comparisons on fixed seeds: at 4 standard errors one in
// 16,000 is outside by chance, one study in 130.
test.each([1, 2, 3, 4, 5])('dataset %i: NUTS on the same posterior, within 4 MCSE', (number) => {
  const effects = { tv: 2 + number, radio: 3, [`social ${number}`]: 1 };
  const { dataset } = testDataset(effects, { noise: 0.5 * number, periods: 25 + 10 * number });
  const settings = {
    media: { given: Object.fromEntries(Object.keys(effects).map((name) => [name, testCurves])) },
    noise: { sd: 1, df: 3 },
    priors: { intercept: { mean: 2, sd: 4 }, price: { mean: 1, sd: 1 } },
    roas_prior: { base_sd: 0.5, strength: 2, center: { tv: 1, radio: -0.2 } },
  };
  const exact = fit(dataset, settings);
  const model = linearModel(perHead(dataset), bayesianLinear.settingsSchema.parse(settings), asked(dataset));
  if (model.status !== 'ready') throw new Error(model.detail);
  const k = model.columns.length;
  const run = { ...defaultChainSettings, draws: 1500 };
  const chains = sampleChains(posteriorDensity(model, dataset.outcome.values, k), k + 1, 4, run, (c) =>
    openStream(['bayesian-linear', 'nuts', number, c]),
  );
  const axis = (j: number, unit = 1): Chains =>
    chains.map(({ draws }) => Float64Array.from({ length: run.draws }, (_, d) => unit * draws[d * (k + 1) + j]!));
  exact.effects.forEach((effect, c) => {
    const j = k - 3 + c;
    const unit = effect!.point / exact.parameters[j]!.value;
    expect(distance(axis(j, unit), exactly(effect!)), effect!.estimand.channel).toBeLessThan(4);
  });
  for (let j = 0; j < k; j++) {
    const { value, se } = exact.parameters[j]!;
    const draws = axis(j);
    expect(Math.abs(mean(pooled(draws)) - value) / mcseMean(draws)!, exact.parameters[j]!.name).toBeLessThan(4);
    expect(Math.abs(sd(pooled(draws)) - se!) / mcseSd(draws)!, exact.parameters[j]!.name).toBeLessThan(4);
  }
});

test('bayesian-mmm with straight lines and normal priors on ROAS is the same model', async () => {
  const line = { adstock: 'none', saturation: 'none' } as const;
  const { dataset } = testDataset(
    { tv: 1, radio: 0.5 },
    { noise: 1.5, periods: 60, curves: { ...testCurves, adstock: { ...testCurves.adstock, parameters: [0] } } },
  );
  const scale = dataset.outcome.values.reduce((most, y) => Math.max(most, Math.abs(y)), 0);
  const estimands = asked(dataset).map((estimand) => ({ ...estimand, tail: 0 }));
  const stream = (role: string) => openStream(['bayesian-linear', 'mmm', role]);
  const sampled = (await bayesianMmm.fit(
    dataset,
    bayesianMmm.settingsSchema.parse({
      ...{ ...line, controls: 'none' },
      // a noise that is known but for a ten-thousandth, as the exact model takes it
      priors: { roas: ['normal', 0.4, 0.2], sigma: ['lognormal', Math.log(1.5 / scale), 1e-4] },
      sampler: { chains: 4, warmup: 500, draws: 1500 },
    }),
    { estimands, levels: [0.9], stream },
  )) as Extract<Estimate, { status: 'ok' }>;
  const exact = bayesianLinear.fit(
    dataset,
    bayesianLinear.settingsSchema.parse({
      ...{ media: { given: { tv: line, radio: line } }, controls: 'none' },
      noise: { sd: 1.5, df: 'known' },
      priors: { intercept: { sd: 2 * scale } },
      roas_prior: { base_sd: 0.2, center: 0.4 },
    }),
    { estimands, levels: [0.9], stream },
  ) as Extract<Estimate, { status: 'ok' }>;
  expect(sampled.status).toBe('ok');
  sampled.effects.forEach((effect, e) => {
    expect(distance([effect!.draws!], exactly(exact.effects[e]!)), effect!.estimand.channel).toBeLessThan(4);
    expect(Math.abs(effect!.point - exact.effects[e]!.point) / effect!.mcse!).toBeLessThan(4);
  });
});
