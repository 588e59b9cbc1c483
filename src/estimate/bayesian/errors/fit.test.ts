import { expect, test } from 'vitest';
import { openStream } from '../../../core/random/stream.ts';
import { buildDataset } from '../../../dataset/build.ts';
import type { ChannelCurves } from '../../../media/types.ts';
import type { Estimate } from '../../contract.ts';
import { checkEstimate } from '../../contractCheck.ts';
import { testDataset, testRequest } from '../../testData.ts';
import { bayesianMmm } from '../bayesianMmm.ts';
import { bayesianSettingsSchema } from '../settings.ts';
import { ar1 } from './ar1.ts';
import { studentT } from './studentT.ts';
import type { ErrorModel } from './types.ts';

const periods = 120;
const request = testRequest('tv', ['roas.total'], [0, periods - 1], 3);

const curves: ChannelCurves = {
  adstock: { curve: 'geometric', parameters: [0.5], maxLag: 4, normalize: true },
  saturation: { curve: 'none', parameters: [] },
  order: 'adstock-first',
};

/** Sales that are linear in adstocked spend and a control, but for errors of the given law. */
function world(errors: ErrorModel, p: readonly number[]) {
  const { dataset, lost, spend } = testDataset({ tv: 1, radio: 0.5 }, { periods, curves });
  const drawn = new Float64Array(periods);
  errors.draw(Float64Array.from(p), openStream(['errors/fit.test', errors.id]), drawn);
  return {
    truth: lost('tv', 0, periods - 1, 3, 0) / spend('tv', 0, periods - 1),
    dataset: buildDataset({
      ...dataset,
      outcome: { ...dataset.outcome, values: dataset.outcome.values.map((y, t) => y + drawn[t]!) },
    }),
  };
}

async function fit(
  { dataset }: ReturnType<typeof world>,
  errors: string,
): Promise<Extract<Estimate, { status: 'ok' }>> {
  const settings = bayesianSettingsSchema.parse({
    errors,
    adstock: { geometric: { max_lag: 4 } },
    saturation: 'none',
    loo: true,
    sampler: { chains: 2, warmup: 300, draws: 400 },
    convergence: { ess_per_chain: 50 },
  });
  const estimate = checkEstimate(await bayesianMmm.fit(dataset, settings, request), request, periods);
  expect(estimate.status, JSON.stringify(estimate)).toBe('ok');
  return estimate as Extract<Estimate, { status: 'ok' }>;
}

type Fit = Awaited<ReturnType<typeof fit>>;
const parameter = ({ parameters, diagnostics }: Fit, name: string) => {
  const { value, se } = parameters.find((found) => found.name === name)!;
  return { value, se: se!, scale: diagnostics.outcome_scale! };
};
const covers = ({ effects }: Fit, truth: number) => {
  const { lower, upper } = effects[0]!.intervals.at(-1)!;
  return lower < truth && truth < upper;
};

test('AR(1) errors: phi and sigma are found, the truth is covered, and prediction is better than by independent ones', async () => {
  const data = world(ar1, [0.4, 0.7]);
  const [auto, plain] = [await fit(data, 'ar1'), await fit(data, 'normal')];
  const phi = parameter(auto, 'phi');
  const sigma = parameter(auto, 'sigma');
  expect(Math.abs(phi.value - 0.7)).toBeLessThan(2.5 * phi.se);
  expect(phi.se).toBeLessThan(0.12);
  expect(Math.abs(sigma.value * sigma.scale - 0.4)).toBeLessThan(2.5 * sigma.se * sigma.scale);
  expect(covers(auto, data.truth)).toBe(true);
  // log of √(1 − φ²) a week is what knowing last week's error is worth
  const gain = auto.diagnostics.elpd_loo! - plain.diagnostics.elpd_loo!;
  expect(gain / (-0.5 * Math.log(1 - 0.7 ** 2) * periods)).toBeGreaterThan(0.6);
});

test('Student t errors: outliers are told from the rest, and cost the answer less than under normal ones', async () => {
  const data = world(studentT, [0.2, 2]);
  const [robust, plain] = [await fit(data, 'student-t'), await fit(data, 'normal')];
  const nu = parameter(robust, 'nu');
  // its prior has a median of 17
  expect(nu.value).toBeLessThan(8);
  expect(Math.abs(nu.value - 2)).toBeLessThan(2.5 * nu.se);
  expect(covers(robust, data.truth)).toBe(true);
  expect(robust.effects[0]!.se!).toBeLessThan(0.9 * plain.effects[0]!.se!);
  expect(robust.diagnostics.elpd_loo!).toBeGreaterThan(plain.diagnostics.elpd_loo! + 10);
});

/** Messages with their paths. */
const problems = (settings: object) =>
  bayesianSettingsSchema.safeParse(settings).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);

test('priors on nu and phi belong to their errors, and must keep to where these may be', () => {
  expect(problems({ errors: 'ar1', priors: { phi: ['uniform', 0, 1] } })).toBeUndefined();
  expect(problems({ errors: 'student-t', priors: { nu: ['gamma', 4, 1], sigma: ['half-normal', 1] } })).toBeUndefined();
  expect(problems({ priors: { phi: ['uniform', 0, 1] } })![0]).toMatch(
    /^priors\.phi: the model has no parameter of this name/,
  );
  expect(problems({ errors: 'ar1', priors: { nu: ['gamma', 4, 1] } })![0]).toMatch(/^priors\.nu: .*sigma, phi/);
  expect(problems({ errors: 'ar1', priors: { phi: ['normal', 0, 1] } })![0]).toMatch(
    /^priors\.phi: normal has mass outside -1\.\.1, where phi must lie; beta, uniform or truncated-normal/,
  );
  expect(problems({ errors: 'student-t', priors: { nu: ['normal', 4, 1] } })![0]).toMatch(/where nu must lie/);
  expect(problems({ errors: 'ar2' })![0]).toMatch(/^errors: .*"normal"\|"student-t"\|"ar1"/);
});

test('with several geos errors are normal, and others are refused', async () => {
  const { dataset } = testDataset({ tv: 1 }, { geos: 2 });
  const settings = bayesianSettingsSchema.parse({ errors: 'ar1' });
  expect(await bayesianMmm.fit(dataset, settings, testRequest('tv', ['roas.total'], [0, 39], 3))).toMatchObject({
    status: 'refused',
    detail: 'errors: ar1 is for national data; with geos errors are normal',
  });
});
