import { expect, test } from 'vitest';
import { openStream } from '../../../core/random/stream.ts';
import { mean, sd } from '../../../core/stats.ts';
import { buildDataset } from '../../../dataset/build.ts';
import type { Dataset } from '../../../dataset/types.ts';
import { pooled } from '../../../inference/diagnostics/chains.ts';
import { summarise } from '../../../inference/diagnostics/summarise.ts';
import { nationalModel } from '../nationalModel.ts';
import { posterior } from '../posterior.ts';
import { prepare } from '../prepare.ts';
import { sampleModel } from '../sampleModel.ts';
import { samplingDensity } from '../samplingDensity.ts';
import { bayesianSettingsSchema } from '../settings.ts';
import { roasData } from './data.fixture.ts';

const settingsOf = (settings: object) =>
  bayesianSettingsSchema.parse({ adstock: { geometric: { max_lag: 4 } }, ...settings });

test('data that say nothing leave log ROAS at N(log center, base_sd²/strength), whatever the curves', () => {
  for (const [adstock, saturation] of [
    [{ geometric: { max_lag: 4 } }, 'logistic'],
    [{ delayed: { max_lag: 6 } }, 'hill'],
  ]) {
    const settings = settingsOf({
      adstock,
      saturation,
      roas_prior: { base_sd: 0.8, strength: 4, center: { tv: 2, search: 0.5 } },
      // noise of thousands of times the outcome
      priors: { sigma: ['lognormal', 9, 0.01] },
      sampler: { chains: 2, warmup: 150, draws: 400 },
    });
    const model = nationalModel(roasData(), settings);
    const density = model.sampling();
    const stream = (role: string) => openStream(['prior only', String(saturation), role]);
    const draws = posterior(density, model.names.length, sampleModel(density, settings.sampler, stream), stream);
    for (const [name, center] of [
      ['roas[tv]', 2],
      ['roas[search]', 0.5],
    ] as const) {
      const logs = draws.parameter(model.names.indexOf(name)).map((chain) => chain.map(Math.log));
      const { essBulk } = summarise(logs);
      expect(essBulk).toBeGreaterThan(200);
      // four standard errors of a mean and of an sd of normal draws; the streams are fixed
      const all = pooled(logs);
      expect(Math.abs(mean(all) - Math.log(center))).toBeLessThan((4 * 0.4) / Math.sqrt(essBulk!));
      expect(Math.abs(sd(all) / 0.4 - 1)).toBeLessThan(4 / Math.sqrt(2 * (essBulk! / 3)));
    }
  }
});

/** One channel without carryover or saturation, noise of known sd: y = a + R·spend + c·price + N(0, 40). */
function linear(prior: readonly [string, number, number]) {
  const dataset = roasData({ history: 0, future: 0 }, ['tv']);
  const outcomeScale = dataset.outcome.values.reduce((a, b) => Math.max(a, b), 0);
  const sigma = 40 / outcomeScale;
  const settings = settingsOf({
    adstock: 'none',
    saturation: 'none',
    priors: { 'roas[tv]': prior, sigma: ['lognormal', Math.log(sigma), 1e-9] },
  });
  const { model } = prepare(dataset, settings);
  const density = samplingDensity(model);
  const axes = Array.from({ length: density.dimension }, (_, axis) => density.nameOf(axis));
  const gradient = new Float64Array(density.dimension);
  const logDensity = (u: number): number => {
    const at = axes.map((name) => (name === 'sigma' ? Math.log(sigma) : u));
    return density.logDensity(Float64Array.from(at), gradient);
  };
  expect(axes).toEqual(expect.arrayContaining(['roas[tv]', 'sigma']));
  return { dataset, outcomeScale, sigma, price: model.columns[0]!.values, logDensity };
}

/** Estimate of R and its variance with a flat prior on it, a ~ N(0, 2) and c ~ N(0, 2) on scaled data: generalized least
 *  squares with V = σ²·I + 4·11ᵀ + 4·zzᵀ, V⁻¹ by Sherman–Morrison twice. */
function generalizedLeastSquares({ dataset, outcomeScale, sigma, price }: ReturnType<typeof linear>) {
  const x = dataset.channels[0]!.spend.window.map((spend) => spend / outcomeScale);
  const y = dataset.outcome.values.map((value) => value / outcomeScale);
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((total, value, t) => total + value * b[t]!, 0);
  const one = new Float64Array(x.length).fill(1);
  const first = (v: Float64Array) => {
    const share = (4 * dot(one, v)) / sigma ** 4 / (1 + (4 * one.length) / sigma ** 2);
    return v.map((value) => value / sigma ** 2 - share);
  };
  const z = first(price);
  const inverse = (v: Float64Array) => {
    const share = (4 * dot(z, v)) / (1 + 4 * dot(z, price));
    return first(v).map((value, t) => value - share * z[t]!);
  };
  const precision = dot(x, inverse(x));
  return { precision, center: dot(x, inverse(y)) / precision };
}

test('on a linear model with a normal prior, the density is the normal that completing the square gives', () => {
  const of = linear(['normal', 1, 0.5]);
  const { precision, center } = generalizedLeastSquares(of);
  const posteriorPrecision = precision + 1 / 0.5 ** 2;
  const posteriorMean = (precision * center + 1 / 0.5 ** 2) / posteriorPrecision;
  const top = of.logDensity(posteriorMean);
  for (const z of [-3, -1, -0.2, 0.5, 2]) {
    const drop = of.logDensity(posteriorMean + z / Math.sqrt(posteriorPrecision)) - top;
    expect(drop).toBeCloseTo(-0.5 * z * z, 8);
  }
});

test('with a lognormal prior it is the same likelihood times the lognormal, in log ROAS', () => {
  const of = linear(['lognormal', 0.3, 0.6]);
  const { precision, center } = generalizedLeastSquares(of);
  const expected = (u: number) => -0.5 * ((u - 0.3) / 0.6) ** 2 - 0.5 * precision * (Math.exp(u) - center) ** 2;
  const from = of.logDensity(0) - expected(0);
  for (const u of [-2, -0.7, 0.1, 0.9, 1.6]) expect(of.logDensity(u) - expected(u) - from).toBeCloseTo(0, 8);
});

/** Log density and its gradient at a fixed point; log ROAS at `roas`. */
function at(dataset: Dataset, roasPrior: object, roas: readonly [number, number]) {
  const density = samplingDensity(prepare(dataset, settingsOf({ roas_prior: roasPrior })).model);
  const stream = openStream(['a point']);
  const gradient = new Float64Array(density.dimension);
  const u = gradient.map((_, axis) => {
    const own = 0.3 * stream.normal();
    const m = ['roas[tv]', 'roas[search]'].indexOf(density.nameOf(axis));
    return m < 0 ? own : Math.log(roas[m]!);
  });
  const value = density.logDensity(u, gradient);
  return { value, gradient };
}

test('strength near 0 is flat in log ROAS, wherever the center; every unit of it adds the normal’s pull', () => {
  const dataset = roasData();
  const pull = (strength: number, center: number) => at(dataset, { base_sd: 2, strength, center }, [1.5, 0.7]).gradient;
  const flat = pull(1e-12, 1);
  pull(1e-12, 100).forEach((slope, axis) => {
    expect(slope).toBeCloseTo(flat[axis]!, 8);
  });
  const strong = pull(16, 3);
  // −s·(log ROAS − log c)/base_sd² on the two ROAS, nothing on the rest
  const added = strong.map((slope, axis) => slope - flat[axis]!).filter((difference) => Math.abs(difference) > 1e-8);
  expect([...added].sort()).toHaveLength(2);
  expect(added[0]).toBeCloseTo(-4 * Math.log(1.5 / 3), 7);
  expect(added[1]).toBeCloseTo(-4 * Math.log(0.7 / 3), 7);
});

test('another currency of spend or sales is another unit of ROAS, and nothing else', () => {
  const dataset = roasData();
  const times = (series: Float64Array, factor: number) => series.map((x) => factor * x);
  const inOther = (spend: number, sales: number): Dataset =>
    buildDataset({
      ...dataset,
      channels: dataset.channels.map((channel) => ({
        ...channel,
        spend: {
          history: times(channel.spend.history, spend),
          window: times(channel.spend.window, spend),
          future: times(channel.spend.future, spend),
        },
      })),
      outcome: { ...dataset.outcome, values: times(dataset.outcome.values, sales) },
    });
  const here = at(dataset, { strength: 4, center: 2 }, [1.5, 0.7]);
  for (const [spend, sales] of [
    [0.01, 1],
    [1, 7],
    [13, 0.3],
  ] as const) {
    const unit = sales / spend;
    const there = at(inOther(spend, sales), { strength: 4, center: 2 * unit }, [1.5 * unit, 0.7 * unit]);
    expect(there.value).toBeCloseTo(here.value, 8);
    there.gradient.forEach((slope, axis) => {
      expect(slope).toBeCloseTo(here.gradient[axis]!, 7);
    });
  }
});
