import { expect, test } from 'vitest';
import { openStream } from '../../../core/random/stream.ts';
import { sum } from '../../../core/stats.ts';
import { buildDataset } from '../../../dataset/build.ts';
import type { Dataset } from '../../../dataset/types.ts';
import type { Estimate, FitRequest } from '../../contract.ts';
import { checkEstimate } from '../../contractCheck.ts';
import { bayesianMmm } from '../bayesianMmm.ts';
import { hierarchyModel } from './hierarchyModel.ts';
import { panel, settingsOf } from './panel.fixture.ts';

type Answered = Extract<Estimate, { status: 'ok' | 'nonconverged' }>;
const requestOf = (dataset: Dataset, key = 'fit'): FitRequest => ({
  estimands: dataset.channels.map(({ name: channel }) => ({
    channel,
    kind: 'roas.total',
    window: [0, dataset.periods - 1],
    tail: 3,
  })),
  levels: [0.5, 0.95],
  stream: (role) => openStream(['hierarchy', key, role]),
});
async function fit(dataset: Dataset, settings: object = {}, key?: string): Promise<Estimate> {
  const request = requestOf(dataset, key);
  const estimate = await bayesianMmm.fit(dataset, settingsOf(settings), request);
  return checkEstimate(estimate, request, dataset.geos.length * dataset.periods);
}
const answered = (estimate: Estimate): Answered => {
  expect(['ok', 'nonconverged'], JSON.stringify(estimate)).toContain(estimate.status);
  return estimate as Answered;
};

const short = { chains: 2, warmup: 100, draws: 100, metric: 'diagonal' };
const truth: Readonly<Record<string, number>> = {
  intercept: 0.4,
  intercept_sd: 0.1,
  'beta[tv]': 0.5,
  'beta_sd[tv]': 0.15,
  'beta[search]': 0.3,
  'beta_sd[search]': 0.1,
  'alpha[tv]': 0.5,
  'alpha[search]': 0.2,
  'lambda[tv]': 2,
  'lambda[search]': 4,
  'gamma[price]': -0.05,
  'gamma_sd[price]': 0.02,
  sigma: 0.05,
};

/** A panel drawn from the model at `truth`, in money, and every true ROAS. */
function simulated(geos: number, periods: number) {
  const blank = panel({ geos, periods, key: 'truth' });
  const model = hierarchyModel(blank, settingsOf());
  const stream = openStream(['hierarchy', 'truth', 'outcome']);
  // geo-level values by the population's, not by the priors'
  const at = Float64Array.from(model.names, (name) => {
    const own = /^(\w+)\[(?:(\w+),)?[^,]*\]$/.exec(name);
    if (name in truth) return truth[name]!;
    const base = own![2] === undefined ? own![1]! : `${own![1]}[${own![2]}]`;
    return truth[base]! + truth[base.replace(/^\w+/, '$&_sd')]! * stream.normal();
  });
  const y = model.drawOutcome(at, stream);
  const dataset = buildDataset({
    ...blank,
    outcome: { name: 'sales', values: y.map((value, i) => value * model.outcomeUnits![i]!) },
  });
  const roas = model.effects(requestOf(blank).estimands)(at);
  return { dataset, roas };
}

test.each([
  ['truncated-normal', 'diagonal'],
  ['normal', 'dense'],
])(
  '%s effects: a panel with known truth, whose ROAS lie in the intervals, which say something',
  { timeout: 60_000 },
  async (effects, metric) => {
    const { dataset, roas } = simulated(6, 40);
    const sampler = { chains: 2, warmup: 200, draws: 200, metric };
    const {
      effects: answers,
      parameters,
      fitted,
      diagnostics,
    } = answered(await fit(dataset, { hierarchy: { effects }, sampler }));
    answers.forEach((answer, e) => {
      const { lower, upper } = answer!.intervals[1]!;
      expect(lower).toBeLessThan(roas[e]!);
      expect(upper).toBeGreaterThan(roas[e]!);
      expect(upper - lower).toBeLessThan(roas[e]!);
    });
    const { value, se } = parameters.find(({ name }) => name === 'gamma[price,north]')!;
    expect(se).toBeGreaterThan(0);
    expect(value).toBeLessThan(0);
    const y = dataset.outcome.values;
    const center = sum(y) / y.length;
    const unexplained = sum(y.map((v, i) => (v - fitted[i]!) ** 2)) / sum(y.map((v) => (v - center) ** 2));
    expect(unexplained).toBeLessThan(0.1);
    expect(diagnostics.divergences).toBeLessThan(5);
    expect(diagnostics.rhat_max).toBeLessThan(1.1);
  },
);

test('units of money scale ROAS and nothing else, units of people nothing; the same streams give the same bits', async () => {
  const { dataset } = simulated(3, 16);
  const inUnits = (outcome: number, people: number): Dataset =>
    buildDataset({
      ...dataset,
      population: dataset.population.map((p) => p * people),
      outcome: { ...dataset.outcome, values: dataset.outcome.values.map((y) => y * outcome) },
    });
  const settings = { sampler: short };
  const [a, again, money, people, other] = [
    await fit(dataset, settings),
    await fit(dataset, settings),
    await fit(inUnits(1024, 1), settings),
    await fit(inUnits(1, 0.125), settings),
    await fit(dataset, settings, 'other'),
  ].map(answered);
  expect(a!.parameters.map(({ name }) => name)).toEqual([
    ...['intercept', 'beta[tv]', 'beta[search]', 'alpha[tv]', 'alpha[search]', 'lambda[tv]', 'lambda[search]'],
    ...['gamma[price]', 'sigma', 'intercept_sd', 'beta_sd[tv]', 'beta_sd[search]', 'gamma_sd[price]'],
    ...['intercept[north]', 'intercept[south]', 'intercept[east]'],
    ...['beta[tv,north]', 'beta[tv,south]', 'beta[tv,east]'],
    ...['beta[search,north]', 'beta[search,south]', 'beta[search,east]'],
    ...['gamma[price,north]', 'gamma[price,south]', 'gamma[price,east]'],
  ]);
  expect(again).toEqual(a);
  expect(money!.parameters).toEqual(a!.parameters);
  expect(people!.parameters).toEqual(a!.parameters);
  a!.effects.forEach((effect, e) => {
    expect(money!.effects[e]!.draws).toEqual(effect!.draws!.map((draw) => 1024 * draw));
    expect(people!.effects[e]!.draws).toEqual(effect!.draws);
    expect(other!.effects[e]!.draws).not.toEqual(effect!.draws);
  });
});

test('what it cannot fit it refuses in one line', async () => {
  const { dataset } = simulated(3, 16);
  const unsupported = async (settings: object, detail: string, data = dataset) =>
    expect(await fit(data, settings)).toMatchObject({ status: 'refused', reason: 'unsupported', detail });
  const empty = buildDataset({ ...dataset, population: Float64Array.of(10, 0, 10) });
  await unsupported({}, 'the hierarchy is per head; no people in south', empty);
  await unsupported({ errors: 'ar1' }, 'errors: ar1 is for national data; with geos errors are normal');
  await unsupported(
    { priors: { 'roas[tv]': ['lognormal', 0, 1] } },
    'priors on ROAS are for national data; with geos give beta and beta_sd theirs',
  );
  expect(await fit(panel({ periods: 7 }))).toMatchObject({ status: 'refused', reason: 'too-few-periods' });
  const below = { 'beta[tv]': ['normal', 0, 1] };
  await expect(fit(dataset, { priors: below })).rejects.toThrow(
    /^priors\.beta\[tv\]: normal has mass below 0, where truncated-normal effects have no mean; .*hierarchy\.effects: normal$/,
  );
  expect((await fit(dataset, { priors: below, hierarchy: { effects: 'normal' }, sampler: short })).status).not.toBe(
    'refused',
  );
  await expect(fit(dataset, { priors: { 'beta_sd[tvv]': ['half-normal', 1] } })).rejects.toThrow(
    /did you mean "beta_sd\[tv\]"\?$/,
  );
  expect(() => settingsOf({ hierarchy: { effects: 'truncated' } })).toThrow(/truncated-normal/);
  expect(() => settingsOf({ priors: { intercept_sd: ['normal', 0, 1] } })).toThrow(/intercept_sd must lie/);
});
