import { expect, test } from 'vitest';
import { check } from '../../../core/document.ts';
import { openStream } from '../../../core/random/stream.ts';
import { buildDataset } from '../../../dataset/build.ts';
import { bayesianMmm } from '../bayesianMmm.ts';
import { prepare } from '../prepare.ts';
import { type BayesianSettings, bayesianSettingsSchema } from '../settings.ts';
import { roasData } from './data.fixture.ts';

const dataset = roasData();
const parse = (settings: object): BayesianSettings => bayesianSettingsSchema.parse(settings);
const priorsOf = (settings: object) =>
  Object.fromEntries(
    prepare(dataset, parse(settings)).model.parameters.map(({ name, prior }) => [
      name,
      [prior.family, ...prior.parameters],
    ]),
  );

test('strength divides the variance of log ROAS, the center is its median; one for all channels or a table', () => {
  const all = priorsOf({ roas_prior: { base_sd: 1, strength: 16, center: 1.5 } });
  expect(all['roas[tv]']).toEqual(['lognormal', Math.log(1.5), 0.25]);
  expect(all['roas[search]']).toEqual(['lognormal', Math.log(1.5), 0.25]);
  expect(all).not.toHaveProperty('beta[tv]');
  const one = priorsOf({ roas_prior: { strength: 0.25, center: { tv: 1 } } });
  expect(one['roas[tv]']).toEqual(['lognormal', 0, 2]);
  expect(one['beta[search]']).toEqual(['half-normal', 2]);
});

test('by name, a channel’s own prior goes before one for all, whether on ROAS or on β', () => {
  const mixed = priorsOf({
    priors: { roas: ['normal', 1, 0.5], 'roas[tv]': ['lognormal', 0.2, 0.5], 'beta[search]': ['half-normal', 1] },
  });
  expect(mixed['roas[tv]']).toEqual(['lognormal', 0.2, 0.5]);
  expect(mixed['beta[search]']).toEqual(['half-normal', 1]);
});

const lines = (settings: object) =>
  check(bayesianSettingsSchema, settings).findings.map(
    ({ path, key, message, guess }) =>
      `${[...path, ...(key === undefined ? [] : [key])].join('.')}: ${message}${guess === undefined ? '' : `? ${guess}`}`,
  );

test.each([
  [{ roas_prior: { center: 0 } }, 'roas_prior.center: expected more than 0, received 0'],
  [{ roas_prior: { center: { tv: -1 } } }, 'roas_prior.center.tv: expected more than 0, received -1'],
  [{ roas_prior: { center: { truth: 0 } } }, 'roas_prior.center.truth: expected more than 0, received 0'],
  [
    { roas_prior: { center: 'trut' } },
    'roas_prior.center: expected a number, a mapping or truth, received "trut"? truth',
  ],
  [{ roas_prior: { center: {} } }, 'roas_prior.center: names no channel'],
  [{ roas_prior: {} }, 'roas_prior.center: missing; expected a number, a mapping or truth'],
  [{ roas_prior: { center: 1, strength: 0 } }, 'roas_prior.strength: expected more than 0, received 0'],
  [{ roas_prior: { center: 1, strenght: 1 } }, 'roas_prior.strenght: unknown key "strenght"? strength'],
  [
    { roas_prior: { center: 1, estimand: 'mroas.total' } },
    'roas_prior.estimand: a ROAS prior is on roas.total, roas.direct, roas.attributed; received mroas.total',
  ],
  [
    { priors: { 'beta[tv]': ['half-normal', 1], 'roas[tv]': ['lognormal', 0, 1] } },
    'priors.beta[tv]: roas[tv] has a prior as well; a channel has one on either',
  ],
  [
    { priors: { beta: ['half-normal', 1], roas: ['lognormal', 0, 1] } },
    'priors.beta: roas has a prior as well; a channel has one on either',
  ],
  [
    { roas_prior: { center: 'truth' }, priors: { beta: ['half-normal', 1] } },
    'priors.beta: roas_prior gives the ROAS a prior already; keep one of them',
  ],
  [
    { roas_prior: { center: { tv: 1 } }, priors: { 'roas[tv]': ['normal', 1, 1] } },
    'priors.roas[tv]: roas_prior gives the ROAS a prior already; keep one of them',
  ],
  [{ priors: { 'roas[tv]': ['normal', 0, 0] } }, 'priors.roas[tv]: sd of normal must be a positive number, got 0'],
])('%j is one line', (settings, line) => {
  expect(lines(settings)).toEqual([line]);
});

test('a table of centers leaves the priors of the other channels alone', () => {
  expect(lines({ roas_prior: { center: { tv: 1 } }, priors: { beta: ['half-normal', 1] } })).toEqual([]);
});

test('settings that were read can be read again', () => {
  for (const center of [1.5, 'truth', { truth: 2 }, { tv: 2 }]) {
    const settings = parse({ roas_prior: { center } });
    expect(parse(settings)).toEqual(settings);
  }
});

const request = {
  estimands: [{ channel: 'tv', kind: 'roas.total', window: [0, 29], tail: 3 }] as const,
  levels: [0.8],
  stream: (role: string) => openStream(['priors.test', role]),
};
const fit = (settings: object, data = dataset) => bayesianMmm.fit(data, settings as BayesianSettings, request);

test('names that the data have not get a guess, before a fit and in it', () => {
  expect(() => fit(parse({ priors: { 'roas[serch]': ['normal', 1, 1] } }))).toThrow(
    /^priors\.roas\[serch\]: the model has no parameter of this name; .*; did you mean "roas\[search\]"\?$/,
  );
  const unknown = parse({ roas_prior: { center: { serch: 1 } } });
  const line = 'roas_prior.center.serch: the data have no channel "serch"; allowed: tv, search; did you mean "search"?';
  expect(() => fit(unknown)).toThrow(line);
  expect(() => bayesianMmm.conditionsOn(unknown, dataset)).toThrow(line);
});

test('the truth cannot be reached from a fit', () => {
  expect(() => fit(parse({ roas_prior: { center: 'truth' } }))).toThrow(
    'roas_prior.center: received truth; only a study on a scenario can fill it in',
  );
});

test('a center of 0 or less that a study filled in is refused, and so is a ROAS without spend', () => {
  const settings = parse({ roas_prior: { center: { tv: 1, search: 1 } } });
  const filled = { ...settings, roas_prior: { ...settings.roas_prior, center: { tv: -0.25, search: 1 } } };
  expect(fit(filled)).toEqual({
    status: 'refused',
    reason: 'unsupported',
    detail: 'a lognormal ROAS prior has a center above 0; roas_prior centers tv (-0.25)',
  });
  // seen, but not paid for
  const unpaid = buildDataset({
    ...dataset,
    channels: dataset.channels.map((channel) =>
      channel.name === 'tv'
        ? { ...channel, volume: channel.spend, spend: { ...channel.spend, window: new Float64Array(30) } }
        : channel,
    ),
  });
  expect(fit(settings, unpaid)).toEqual({
    status: 'refused',
    reason: 'all-zero-channel',
    detail: 'no ROAS to put a prior on without spend: tv',
  });
});
