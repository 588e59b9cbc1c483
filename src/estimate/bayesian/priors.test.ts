import { expect, test } from 'vitest';
import { adstocks, saturations } from '../../media/registry.ts';
import { smallModel } from './model.fixture.ts';
import { checkPriorNames, priorLookup } from './priors.ts';
import { bayesianSettingsSchema } from './settings.ts';

const names = smallModel().parameters.map(({ name }) => name);

test('the name with its channel goes before the bare name, that before the default', () => {
  const given = { 'alpha[tv]': ['beta', 2, 2], alpha: ['beta', 5, 5] } as const;
  const prior = priorLookup(given, { adstock: adstocks.geometric, saturation: saturations.logistic });
  expect(prior('alpha', 'tv')).toEqual(['beta', 2, 2]);
  expect(prior('alpha', 'search')).toEqual(['beta', 5, 5]);
  expect(prior('lambda', 'tv')).toEqual(['gamma', 3, 1]);
  expect(prior('sigma', '')).toEqual(['half-normal', 2]);
});

test('every curve parameter has a name of its own and the prior of its curve, also where two curves share the name', () => {
  for (const adstock of Object.values(adstocks))
    for (const saturation of Object.values(saturations)) {
      const { parameters, layout } = smallModel({ adstock, saturation });
      expect(new Set(parameters.map(({ name }) => name)).size).toBe(parameters.length);
      const families = (places: readonly number[]) => places.map((i) => parameters[i]!.prior.family);
      expect(families(layout.adstock[1]!)).toEqual(adstock.parameters.map(({ prior }) => prior[0]));
      expect(families(layout.saturation[1]!)).toEqual(saturation.parameters.map(({ prior }) => prior[0]));
    }
  const both = smallModel({ adstock: adstocks.weibull_cdf, saturation: saturations.tanh }).parameters;
  expect(both.map(({ name }) => name)).toEqual(expect.arrayContaining(['adstock_scale[tv]', 'saturation_scale[tv]']));
});

test('unknown names are refused all at once, each with a guess', () => {
  const given = { alhpa: ['beta', 2, 2], 'lambda[tvv]': ['gamma', 3, 1], sigma: ['half-normal', 1] } as const;
  expect(() => checkPriorNames(given, names)).toThrow(
    /^priors\.alhpa: the model has no parameter of this name; it has .*; did you mean "alpha"\?\npriors\.lambda\[tvv\]: .*; did you mean "lambda\[tv\]"\?$/,
  );
  expect(() => checkPriorNames({ 'gamma[price]': ['normal', 0, 1], beta: ['half-normal', 1] }, names)).not.toThrow();
});

/** Messages with their paths. */
const problems = (settings: object) =>
  bayesianSettingsSchema.safeParse(settings).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);

test.each([
  [['nromal', 0, 1], /^priors\.beta: unknown prior family "nromal"; known: normal, .*; did you mean "normal"\?$/],
  [['normal', 0, -1], /^priors\.beta: sd of normal must be a positive number, got -1$/],
  [['normal', 0], /^priors\.beta: normal takes 2 numbers \(mean, sd\), got 1$/],
  [['uniform', 2, 1], /^priors\.beta: impossible uniform prior: lower 2 is not below upper 1$/],
  [['truncated-normal', 0, 0.001, 5, 6], /^priors\.beta: impossible truncated-normal prior: no mass/],
])('an impossible prior %j is one line, before any fit', (prior, message) => {
  const found = problems({ priors: { beta: prior } });
  expect(found).toHaveLength(1);
  expect(found![0]).toMatch(message);
});

test('sampler settings out of range are refused by name', () => {
  expect(problems({ sampler: { chains: 0 } })![0]).toContain('sampler.chains');
  expect(problems({ sampler: { target_acceptance: 1 } })![0]).toContain('sampler.target_acceptance');
  expect(problems({ convergence: { rhat: 1 } })![0]).toContain('convergence.rhat');
});

test('settings that were read can be read again', () => {
  for (const settings of [{}, { adstock: 'none' }, { adstock: { delayed: { max_lag: 13 } }, saturation: 'hill' }]) {
    const once = bayesianSettingsSchema.parse(settings);
    expect(bayesianSettingsSchema.parse(once)).toEqual(once);
  }
});
