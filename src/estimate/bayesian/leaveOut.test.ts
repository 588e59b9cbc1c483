import { expect, test } from 'vitest';
import { openStream } from '../../core/random/stream.ts';
import { buildDataset } from '../../dataset/build.ts';
import type { Dataset } from '../../dataset/types.ts';
import { psisLoo } from '../../inference/loo/psis.ts';
import { testDataset, testRequest } from '../testData.ts';
import { sampledFit } from './bayesianMmm.ts';
import { errorModels } from './errors/registry.ts';
import { canLeaveOut, integratedLogLikelihood } from './leaveOut.ts';
import { predictiveAccuracy } from './loo.ts';
import { nationalModel } from './nationalModel.ts';
import { exactElpd } from './refit.ts';
import { type BayesianSettings, bayesianSettingsSchema } from './settings.ts';

const sampler = { chains: 2, warmup: 300, draws: 500 };
const settings: BayesianSettings = bayesianSettingsSchema.parse({
  adstock: { geometric: { max_lag: 3 } },
  sampler,
  convergence: { rhat: 1.1, ess_per_chain: 20 },
});

/** 24 weeks, one channel, one control; the outcome of week 11 is raised by so much. */
function world(raised: number, dummy = false) {
  const { dataset } = testDataset({ tv: 4 }, { periods: 24, noise: 0.2 });
  const values = dataset.outcome.values.map((y, t) => (t === 11 ? y + raised : y));
  const event = { name: 'event', values: values.map((_, t) => (t === 11 ? 1 : 0)) };
  const controls = dummy ? [...dataset.controls, event] : dataset.controls;
  return buildDataset({ ...dataset, controls, outcome: { ...dataset.outcome, values } });
}

/** Inverse and determinant by elimination, for a matrix of 24 rows. */
function inverse(matrix: readonly (readonly number[])[]): number[][] {
  const n = matrix.length;
  const work = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let k = 0; k < n; k++) {
    const pivot = work[k]![k]!;
    work[k] = work[k]!.map((x) => x / pivot);
    for (let i = 0; i < n; i++) {
      const factor = work[i]![k]!;
      if (i !== k) work[i] = work[i]!.map((x, j) => x - factor * work[k]![j]!);
    }
  }
  return work.map((row) => row.slice(n));
}

test('log p(y_i | the others, u) is that of the normal law of all, whatever i and u', () => {
  // closed form for y ~ N(m, K): mean y_i − [K⁻¹(y − m)]_i/[K⁻¹]_ii, variance 1/[K⁻¹]_ii (Sundararajan & Keerthi 2001)
  const dataset = world(1);
  const model = nationalModel(dataset, settings);
  const n = model.observations;
  const density = model.sampling();
  const stream = openStream(['leaveOut.test']);
  const draws = Float64Array.from({ length: 3 * density.dimension }, () => 0.5 * stream.normal());
  const y = dataset.outcome.values.map((value) => value / model.outcomeScale);
  const meanAt = (at: Float64Array) => {
    const out = new Float64Array(n);
    model.mean(at, out);
    return out;
  };
  const linear = model.names.flatMap((name, i) => (/^(intercept|gamma)/.test(name) ? [i] : []));
  expect(linear).toHaveLength(2);
  for (const i of [0, 11, 23]) {
    const values = integratedLogLikelihood(model, model.leavingOut!(i), [{ draws }])!;
    expect(values).toHaveLength(3);
    values.forEach((value, s) => {
      const at = new Float64Array(model.names.length);
      density.complete(draws.subarray(s * density.dimension, (s + 1) * density.dimension), stream, at);
      for (const j of linear) at[j] = 0;
      const media = meanAt(at);
      const sigma = at[model.names.indexOf('sigma')]!;
      const columns = linear.map((j) => {
        const one = at.slice();
        one[j] = 1;
        return meanAt(one).map((value, t) => value - media[t]!);
      });
      // the defaults: N(0, 2) for intercept and control
      const K = Array.from({ length: n }, (_, a) =>
        Array.from(
          { length: n },
          (_, b) => (a === b ? sigma * sigma : 0) + columns.reduce((sum, x) => sum + 4 * x[a]! * x[b]!, 0),
        ),
      );
      const P = inverse(K);
      const residual = y.map((value, t) => value - media[t]!);
      const precision = P[i]![i]!;
      const gap = P[i]!.reduce((sum, p, t) => sum + p * residual[t]!, 0) / precision;
      const exact = 0.5 * Math.log(precision / (2 * Math.PI)) - 0.5 * precision * gap * gap;
      expect(value).toBeCloseTo(exact, 4);
    });
  }
});

const request = testRequest('tv', ['roas.total'], [0, 23], 0);

/** What PSIS with the linear part integrated out, and a fit without it, say of week 11. */
function bothWays(dataset: Dataset) {
  const { model, chains } = sampledFit(dataset, settings, request).sample!;
  const without = model.leavingOut!(11);
  expect(without.names.slice(0, -1)).toEqual(model.names);
  const { pointwise, paretoK, kThreshold } = psisLoo([integratedLogLikelihood(model, without, chains)!]);
  const exact = exactElpd(model, without, 11, settings, request.stream) as number;
  return { psis: pointwise[0]!, k: paretoK[0]!, kThreshold, exact };
}

test('a fit without an observation says of it what importance sampling says where that can be trusted', () => {
  const { psis, k, kThreshold, exact } = bothWays(world(0.6));
  expect(k).toBeLessThan(kThreshold);
  expect(Math.abs(psis - exact)).toBeLessThan(0.3);
});

test('a week with a dummy of its own is answered for without a fit', () => {
  const { psis, k, kThreshold, exact } = bothWays(world(3, true));
  expect(k).toBeLessThan(kThreshold);
  expect(Math.abs(psis - exact)).toBeLessThan(0.1);
});

test('with Student t errors nothing is integrated out; the fit without an observation answers by its likelihood', () => {
  const heavy: BayesianSettings = { ...settings, errors: 'student-t', sampler: { ...settings.sampler, draws: 250 } };
  const { model, chains, draws } = sampledFit(world(0.6), heavy, request).sample!;
  const without = model.leavingOut!(11);
  expect(integratedLogLikelihood(model, without, chains)).toBeNull();
  const exact = exactElpd(model, without, 11, heavy, request.stream) as number;
  const { loo } = predictiveAccuracy(model, draws)!;
  expect(loo.paretoK[11]).toBeLessThan(loo.kThreshold);
  expect(Math.abs(loo.pointwise[11]! - exact)).toBeLessThan(0.5);
});

test('a fit without an observation that did not converge says so', () => {
  const { model } = sampledFit(world(0), settings, request).sample!;
  const without = model.leavingOut!(11);
  const strict = { ...settings, convergence: { rhat: 1.1, ess_per_chain: 1000 } };
  expect(exactElpd(model, without, 11, strict, request.stream)).toEqual({
    reason: expect.stringMatching(/^did not converge: ESS \d+ < 2000$/),
  });
});

test('an observation can be left out unless the next ones remember it', () => {
  const able = Object.values(errorModels).filter((errors) => canLeaveOut({ errors }));
  expect(able.map(({ id }) => id)).toEqual(['normal', 'student-t']);
  expect(nationalModel(world(0), { ...settings, errors: 'ar1' }).leavingOut).toBeUndefined();
});
