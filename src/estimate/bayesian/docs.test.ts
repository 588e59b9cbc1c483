import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { priorFamilies } from '../../inference/priors/registry.ts';
import { adstocks, saturations } from '../../media/registry.ts';
import { smallModel } from './model.fixture.ts';
import { priorLookup } from './priors.ts';
import { bayesianSettingsSchema } from './settings.ts';

const page = readFileSync(new URL('../../../docs/methods/bayesian-mmm.md', import.meta.url), 'utf8');
const yaml = () => {
  const { use, ...settings } = parse(/```yaml\n([\s\S]*?)```/.exec(page)![1]!);
  expect(use).toBe('bayesian-mmm');
  return settings;
};

test('the settings in docs/methods/bayesian-mmm.md are settings, and shown at their defaults', () => {
  const { seasonality, priors, ...rest } = yaml();
  expect(bayesianSettingsSchema.parse(rest)).toEqual(bayesianSettingsSchema.parse({}));
  expect(bayesianSettingsSchema.parse(yaml())).toMatchObject({ seasonality, priors });
});

test('every other yaml block of the page is settings too', () => {
  const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].slice(1);
  expect(blocks.length).toBeGreaterThan(0);
  for (const [, block] of blocks) {
    const { use, ...settings } = parse(block!);
    expect(use).toBe('bayesian-mmm');
    expect(bayesianSettingsSchema.parse(settings)).toMatchObject(settings);
  }
});

test('the page’s default priors are the defaults', () => {
  const prior = priorLookup({}, { adstock: adstocks.geometric, saturation: saturations.logistic });
  for (const name of ['intercept', 'beta', 'gamma', 'sigma']) {
    expect(page).toContain(`| \`${name}\` | \`[${prior(name, '').join(', ')}]\` |`);
  }
  for (const name of ['alpha', 'lambda']) expect(page).toContain(`\`${name}\` \`[${prior(name, '').join(', ')}]\``);
});

test('the page names every prior family and the parameters that share a name', () => {
  for (const family of Object.keys(priorFamilies)) expect(page).toContain(`\`${family}\``);
  const shared = smallModel({ adstock: adstocks.weibull_cdf, saturation: saturations.tanh }).parameters;
  for (const base of ['adstock_scale', 'saturation_scale']) {
    expect(page).toContain(`\`${base}\``);
    expect(shared.map(({ name }) => name)).toContain(`${base}[tv]`);
  }
});
