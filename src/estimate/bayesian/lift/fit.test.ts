import { expect, test } from 'vitest';
import { log } from '../../../core/math.ts';
import { openStream } from '../../../core/random/stream.ts';
import type { Estimand } from '../../../dataset/estimand.ts';
import { bayesianLinear } from '../../bayesianLinear/bayesianLinear.ts';
import type { Effect, Estimate, FitRequest } from '../../contract.ts';
import { bayesianMmm } from '../bayesianMmm.ts';
import { roasData } from '../roas/data.fixture.ts';

const data = roasData();
const NOISE = 40;
const scale = data.outcome.values.reduce((most, y) => Math.max(most, Math.abs(y)), 0);
const estimands: readonly Estimand[] = ['tv', 'search'].map((channel) => ({
  channel,
  kind: 'roas.total',
  window: [0, 29],
  tail: 0,
}));
const request: FitRequest = { estimands, levels: [0.9], stream: (role) => openStream(['lift', 'fit', role]) };
const tests = [
  { channel: 'tv', window: [6, 11], effect: 300, se: 60 },
  { channel: 'search', window: [20, 29], scale: 1.5, effect: 90, se: 80 },
];

type Answered = Extract<Estimate, { status: 'ok' }>;
const sampled = (settings: object): Estimate =>
  bayesianMmm.fit(
    data,
    bayesianMmm.settingsSchema.parse({ adstock: 'none', saturation: 'none', controls: 'none', ...settings }),
    request,
  ) as Estimate;
const answers = (estimate: Estimate): readonly Effect[] => {
  expect(estimate.status).toBe('ok');
  return (estimate as Answered).effects.map((effect) => effect!);
};
/** ROAS 1 is β = (largest spend)/(largest outcome) on the scaled data: this prior is next to flat. */
const wide = { beta: ['normal', 0, 50], sigma: ['lognormal', log(NOISE / scale), 1e-4] };
const sampler = { chains: 2, warmup: 150, draws: 600 };

test('with straight lines and a known noise, the sampler’s posterior is the closed form’s', () => {
  const line = { adstock: 'none', saturation: 'none' } as const;
  const exactly = (more: object) =>
    answers(
      bayesianLinear.fit(
        data,
        bayesianLinear.settingsSchema.parse({
          ...{ media: { given: { tv: line, search: line } }, controls: 'none', prior_sd: 1e4, ...more },
          ...{ noise: { sd: NOISE, df: 'known' }, priors: { intercept: { sd: 2 * scale } } },
        }),
        request,
      ) as Estimate,
    );
  const exact = exactly({ lift_tests: tests });
  const bare = exactly({});
  const found = answers(sampled({ priors: wide, sampler, lift_tests: tests }));
  found.forEach(({ point, se, mcse }, e) => {
    expect(Math.abs(point - exact[e]!.point) / mcse!).toBeLessThan(4);
    expect(Math.abs(se! / exact[e]!.se! - 1)).toBeLessThan(0.08);
    // and the tests said something
    expect(se!).toBeLessThan(0.9 * bare[e]!.se!);
  });
});

test('as a prior, tests of one channel are pooled on the ROAS of their window: as likelihoods beside a flat prior on β', () => {
  const off = [
    { channel: 'tv', window: [6, 11], effect: 260, se: 60 },
    { channel: 'tv', window: [6, 11], effect: 340, se: 90 },
  ];
  const asPrior = sampled({
    priors: { 'beta[search]': ['normal', 0, 50], sigma: wide.sigma },
    sampler,
    lift_tests: off.map((one) => ({ ...one, use: 'prior' })),
  });
  const asLikelihood = sampled({ priors: wide, sampler, lift_tests: off });
  const [prior, likelihood] = [answers(asPrior), answers(asLikelihood)];
  expect((asPrior as Answered).parameters.map(({ name }) => name)).toContain('roas[tv]');
  prior.forEach(({ point, se, mcse }, e) => {
    const other = likelihood[e]!;
    expect(Math.abs(point - other.point) / Math.sqrt(mcse! * mcse! + other.mcse! * other.mcse!)).toBeLessThan(4);
    expect(Math.abs(se! / other.se! - 1)).toBeLessThan(0.1);
  });
});

test('a prior needs spend in the window of its test', () => {
  const zero = roasData();
  zero.channels[0]!.spend.window.fill(0, 6, 12);
  const settings = bayesianMmm.settingsSchema.parse({ lift_tests: [{ ...tests[0]!, use: 'prior' }] });
  expect(bayesianMmm.fit(zero, settings, request)).toMatchObject({
    status: 'refused',
    detail: 'no ROAS to put a prior on without spend: tv',
  });
});

test.each([
  [{ lift_tests: [{ ...tests[1]!, use: 'prior' }] }, 'a test at scale 1.5 is a likelihood'],
  [{ lift_tests: [{ ...tests[0]!, use: 'prior' }], roas_prior: { center: 1 } }, 'roas_prior gives tv a prior already'],
  [
    { lift_tests: [{ ...tests[0]!, use: 'prior' }], priors: { 'beta[tv]': ['normal', 0, 1] } },
    'priors.beta[tv] gives tv',
  ],
  [
    {
      lift_tests: [
        { ...tests[0]!, use: 'prior' },
        { ...tests[0]!, window: [7, 11], use: 'prior' },
      ],
    },
    'have one window and tail',
  ],
])('%j cannot be', (settings, message) => {
  const { error } = bayesianMmm.settingsSchema.safeParse(settings);
  expect(error!.issues.map((issue) => issue.message).join()).toContain(message);
  expect(error!.issues).toHaveLength(1);
});

test('calibration draws its own data and takes no tests', () => {
  const settings = bayesianMmm.settingsSchema.parse({ lift_tests: tests });
  expect(() => bayesianMmm.calibration!(data, settings)).toThrow(
    'lift_tests: calibration draws its data from the model',
  );
});

test('regions are refused, before their model is made', () => {
  const geos = { ...data, geos: ['a', 'b'], population: Float64Array.of(1, 1) };
  const settings = bayesianMmm.settingsSchema.parse({ lift_tests: tests });
  const values = Float64Array.from([...data.outcome.values, ...data.outcome.values]);
  const estimate = bayesianMmm.fit({ ...geos, outcome: { ...data.outcome, values } }, settings, request);
  expect(estimate).toMatchObject({ status: 'refused', reason: 'unsupported' });
  expect((estimate as { readonly detail: string }).detail).toContain('lift tests are for national data');
});
