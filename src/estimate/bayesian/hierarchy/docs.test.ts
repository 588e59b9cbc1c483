import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { adstocks, saturations } from '../../../media/registry.ts';
import { priorLookup } from '../priors.ts';
import { bayesianSettingsSchema } from '../settings.ts';

const page = readFileSync(new URL('../../../../docs/methods/bayesian-geo-hierarchy.md', import.meta.url), 'utf8');

test('the page’s settings are settings, and the hierarchy is shown at its defaults', () => {
  const { use, ...settings } = parse(/```yaml\n([\s\S]*?)```/.exec(page)![1]!);
  expect(use).toBe('bayesian-mmm');
  expect(bayesianSettingsSchema.parse(settings).hierarchy).toEqual(bayesianSettingsSchema.parse({}).hierarchy);
});

test('the page’s default priors of the scales are the defaults', () => {
  const prior = priorLookup({}, { adstock: adstocks.geometric, saturation: saturations.logistic });
  for (const name of ['intercept_sd', 'beta_sd', 'gamma_sd']) {
    expect(page).toContain(`\`[${prior(name, '').join(', ')}]\``);
  }
});
