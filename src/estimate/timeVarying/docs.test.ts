import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { timeVaryingSettingsSchema } from './settings.ts';

const page = readFileSync(new URL('../../../docs/methods/time-varying.md', import.meta.url), 'utf8');

test('the settings in docs/methods/time-varying.md are settings, and the defaults but for priors', () => {
  const [first, second] = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml]) => parse(yaml!));
  const { use, ...written } = first;
  expect(use).toBe('time-varying');
  const settings = timeVaryingSettingsSchema.parse(written);
  expect(settings).toMatchObject(written);
  const { priors } = settings;
  expect(settings).toEqual({ ...timeVaryingSettingsSchema.parse({}), priors });
  expect(second.estimators.path.use).toBe('time-varying');
  const { use: _, ...path } = second.estimators.path;
  expect(timeVaryingSettingsSchema.safeParse(path).error).toBeUndefined();
});
