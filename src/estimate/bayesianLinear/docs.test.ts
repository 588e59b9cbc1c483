import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { bayesianLinearSettingsSchema } from './settings.ts';

const page = readFileSync(new URL('../../../docs/methods/bayesian-linear.md', import.meta.url), 'utf8');

test('the settings in docs/methods/bayesian-linear.md are settings', () => {
  const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)];
  expect(blocks.length).toBeGreaterThan(1);
  for (const [, yaml] of blocks) {
    const { use, ...settings } = parse(yaml!);
    expect(use).toBe('bayesian-linear');
    expect(bayesianLinearSettingsSchema.safeParse(settings).error).toBeUndefined();
  }
});
