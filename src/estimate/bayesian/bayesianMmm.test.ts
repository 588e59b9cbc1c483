import { expect, test } from 'vitest';
import { openStream } from '../../core/random/stream.ts';
import { sum } from '../../core/stats.ts';
import { buildDataset } from '../../dataset/build.ts';
import type { Dataset } from '../../dataset/types.ts';
import type { ChannelCurves } from '../../media/types.ts';
import type { Estimate } from '../contract.ts';
import { checkEstimate } from '../contractCheck.ts';
import { testDataset, testRequest } from '../testData.ts';
import { bayesianMmm } from './bayesianMmm.ts';

type Settings = ReturnType<typeof bayesianMmm.settingsSchema.parse>;
const parse = (settings: object): Settings => bayesianMmm.settingsSchema.parse(settings);
const short = { sampler: { chains: 2, warmup: 200, draws: 200 } };
const fit = async (dataset: Dataset, settings: object, request = testRequest('tv', ['roas.total'], [0, 39], 3)) =>
  checkEstimate(await bayesianMmm.fit(dataset, parse(settings), request), request, dataset.periods);
type Answered = Extract<Estimate, { status: 'ok' | 'nonconverged' }>;
const answered = (estimate: Estimate): Answered => {
  expect(['ok', 'nonconverged'], JSON.stringify(estimate)).toContain(estimate.status);
  return estimate as Answered;
};

/** A dataset whose curves are the model's: geometric, logistic. */
const curves: ChannelCurves = {
  adstock: { curve: 'geometric', parameters: [0.4], maxLag: 4, normalize: true },
  saturation: { curve: 'logistic', parameters: [0.5] },
  order: 'adstock-first',
};
const world = testDataset({ tv: 4, radio: 2 }, { curves, periods: 80, noise: 0.1 });
const asked = testRequest('tv', ['roas.total', 'contribution', 'mroas.total'], [0, 79], 3);

test('a simulated world: the truth lies in the 95 % intervals, which are narrow enough to say something', async () => {
  const settings = { adstock: { geometric: { max_lag: 4 } }, sampler: { chains: 4, warmup: 500, draws: 800 } };
  const { status, effects, fitted, diagnostics } = answered(await fit(world.dataset, settings, asked));
  expect(status).toBe('ok');
  const contribution = world.lost('tv', 0, 79, 3, 0);
  const spend = world.spend('tv', 0, 79);
  const truths = [contribution / spend, contribution, -world.lost('tv', 0, 79, 3, 1.01) / (0.01 * spend)];
  effects.forEach((effect, e) => {
    const { lower, upper } = effect!.intervals[1]!;
    expect(lower).toBeLessThan(truths[e]!);
    expect(upper).toBeGreaterThan(truths[e]!);
    // half of the interval less than what is estimated; the margin is the least certain
    expect((upper - lower) / 2).toBeLessThan(truths[e]!);
    expect(effect!.se).toBeGreaterThan(0);
    expect(effect!.draws!.length).toBeLessThanOrEqual(400);
    expect(effect!.mcse).toBeLessThan(effect!.se! / 5);
  });
  // R² of the fitted values
  const y = world.dataset.outcome.values;
  const center = sum(y) / y.length;
  const unexplained =
    sum(y.map((value, t) => (value - fitted[t]!) ** 2)) / sum(y.map((value) => (value - center) ** 2));
  expect(unexplained).toBeLessThan(0.1);
  expect(diagnostics.rhat_max).toBeLessThan(1.05);
  expect(diagnostics.divergences).toBeLessThan(40);
});

test('the same streams give the same bits, others other draws', async () => {
  const request = testRequest('tv', ['roas.total'], [0, 79], 3);
  const other = { ...request, stream: (role: string) => openStream(['other', role]) };
  const [a, b, c] = [
    await fit(world.dataset, short, request),
    await fit(world.dataset, short, request),
    await fit(world.dataset, short, other),
  ].map(answered);
  expect(b).toEqual(a);
  expect(c!.effects[0]!.draws).not.toEqual(a!.effects[0]!.draws);
});

test('without history and tail, ROAS over the whole window is Σ β·f(adstocked spend)/Σ spend', async () => {
  const { dataset } = world;
  const bare = buildDataset({
    ...dataset,
    history: 0,
    future: 0,
    channels: dataset.channels.map(({ name, spend }) => ({
      name,
      spend: { history: new Float64Array(0), window: spend.window, future: new Float64Array(0) },
    })),
  });
  const request = testRequest('tv', ['roas.total', 'roas.attributed', 'contribution'], [0, 79], 0);
  const { effects } = answered(await fit(bare, short, request));
  const [total, attributed, contribution] = effects.map((effect) => effect!.draws!);
  const spend = sum(dataset.channels[0]!.spend.window);
  total!.forEach((draw, k) => {
    expect(Math.abs(attributed![k]! / draw - 1)).toBeLessThan(1e-12);
    expect(Math.abs(contribution![k]! / spend / draw - 1)).toBeLessThan(1e-12);
  });
});

test('the unit of the outcome scales the answers and nothing else', async () => {
  const { dataset } = world;
  const request = testRequest('tv', ['roas.total'], [0, 79], 3);
  const scaled = buildDataset({
    ...dataset,
    outcome: { ...dataset.outcome, values: dataset.outcome.values.map((y) => 1024 * y) },
  });
  const [a, b] = [await fit(dataset, short, request), await fit(scaled, short, request)].map(answered);
  expect(b!.effects[0]!.draws).toEqual(a!.effects[0]!.draws!.map((draw) => 1024 * draw));
  expect(b!.parameters).toEqual(a!.parameters);
});

test('what it cannot fit it refuses with a reason and names', async () => {
  const { dataset } = testDataset({ tv: 1, radio: 2 });
  const silent = (name: string): Dataset =>
    buildDataset({
      ...dataset,
      channels: dataset.channels.map((channel) =>
        channel.name === name ? { ...channel, spend: { ...channel.spend, window: new Float64Array(40) } } : channel,
      ),
    });
  expect(await fit(silent('radio'), short)).toEqual({
    status: 'refused',
    reason: 'all-zero-channel',
    detail: 'no spend in the window: radio',
  });
  // left out, it may be silent
  expect((await fit(silent('radio'), { ...short, channels: ['tv'] })).status).not.toBe('refused');
  const short7 = testDataset({ tv: 1 }, { periods: 7 }).dataset;
  expect(await fit(short7, short, testRequest('tv', ['roas.total'], [0, 6], 0))).toMatchObject({
    status: 'refused',
    reason: 'too-few-periods',
    detail: expect.stringContaining('7 periods; at least 8'),
  });
  const long = { ...short, adstock: { geometric: { max_lag: 60 } } };
  expect(await fit(dataset, long)).toMatchObject({ reason: 'too-few-periods', detail: expect.stringContaining('57') });
  const flat = buildDataset({ ...dataset, outcome: { name: 'sales', values: new Float64Array(40) } });
  expect(await fit(flat, short)).toMatchObject({ status: 'refused', detail: expect.stringContaining('sales is 0') });
});

test('unknown channels, controls and priors are the user’s mistakes, with a guess', async () => {
  const { dataset } = testDataset({ tv: 1, radio: 2 });
  await expect(fit(dataset, { channels: ['tv', 'rado'] })).rejects.toThrow(
    /channels\[1\].*"rado".*did you mean "radio"/,
  );
  await expect(fit(dataset, { controls: ['prise'] })).rejects.toThrow(/controls\[0\].*did you mean "price"/);
  await expect(fit(dataset, { priors: { 'beta[rado]': ['half-normal', 1] } })).rejects.toThrow(
    /^priors\.beta\[rado\]: .*did you mean "beta\[radio\]"\?$/,
  );
});

test('out of budget: nonconverged with what there is, an error where not even warm-up ended', async () => {
  const { dataset } = testDataset({ tv: 1, radio: 2 });
  const full = answered(await fit(dataset, short));
  const used = full.diagnostics.gradients!;
  const cut = await fit(dataset, { sampler: { ...short.sampler, max_gradients: Math.floor(0.95 * used) } });
  expect(cut).toMatchObject({
    status: 'nonconverged',
    reason: expect.stringMatching(/^budget of \d+ gradients used up$/),
  });
  expect(answered(cut).effects[0]!.intervals).toHaveLength(2);
  const none = await fit(dataset, { sampler: { ...short.sampler, max_gradients: 200 } });
  expect(none).toEqual({ status: 'error', detail: 'the budget of 200 gradients ended in warm-up' });
});

test('draws that are too few are nonconverged, by the limits of the settings', async () => {
  const { dataset } = testDataset({ tv: 1, radio: 2 });
  const strict = await fit(dataset, { ...short, convergence: { rhat: 2, ess_per_chain: 1000 } });
  expect(strict).toMatchObject({ status: 'nonconverged', reason: expect.stringMatching(/^ESS \d+ < 2000$/) });
  const rhat = await fit(dataset, { ...short, convergence: { rhat: 1.0001 } });
  expect(rhat).toMatchObject({ status: 'nonconverged', reason: expect.stringMatching(/^R̂ 1\.\d{3} > 1\.0001$/) });
});

test('it conditions on the channels and controls it keeps, and models no mediator', () => {
  const { dataset } = testDataset({ tv: 1, radio: 2 });
  const of = (settings: object) => bayesianMmm.conditionsOn(parse(settings), dataset);
  expect(of({})).toEqual({ variables: ['tv', 'radio', 'price'], models: [] });
  expect(of({ channels: ['radio'], controls: 'none' })).toEqual({ variables: ['radio'], models: [] });
});

test('what a single equation cannot say is null; LOO comes on request', async () => {
  const { dataset } = testDataset({ tv: 1, radio: 2 });
  const request = testRequest('tv', ['roas.mediated', 'roas.total'], [0, 39], 3);
  const { effects, diagnostics } = answered(await fit(dataset, { ...short, loo: true }, request));
  expect(effects[0]).toBeNull();
  expect(effects[1]).not.toBeNull();
  expect(diagnostics.elpd_loo).toBeLessThan(diagnostics.elpd_waic! + 1);
  expect(diagnostics.p_loo).toBeGreaterThan(0);
});

test('trend and Fourier terms find what they are made for', async () => {
  const { dataset } = testDataset({ tv: 1 }, { periods: 60, noise: 0.05 });
  const seasonal = buildDataset({
    ...dataset,
    outcome: {
      name: 'sales',
      values: dataset.outcome.values.map(
        (y, t) => y + 0.05 * t + Math.sin((2 * Math.PI * (t + dataset.firstPeriod)) / 12),
      ),
    },
  });
  const settings = { ...short, trend: true, seasonality: { every: 12, pairs: 1 } };
  const { parameters, diagnostics } = answered(
    await fit(seasonal, settings, testRequest('tv', ['roas.total'], [0, 59], 3)),
  );
  const value = (name: string) => parameters.find((p) => p.name === name)!.value * diagnostics.outcome_scale!;
  // the trend runs over [0, 1]
  expect(value('gamma[trend]') / (0.05 * 59)).toBeCloseTo(1, 1);
  expect(value('gamma[sin_1]')).toBeCloseTo(1, 1);
  expect(value('gamma[cos_1]')).toBeCloseTo(0, 1);
});
