import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { campaignSettingsSchema } from './settings.ts';

const page = readFileSync(new URL('../../../docs/methods/campaign-hierarchy.md', import.meta.url), 'utf8');

test('the settings in docs/methods/campaign-hierarchy.md are settings, and the defaults but for names and priors', () => {
  const [, yaml] = page.match(/```yaml\n([\s\S]*?)```/)!;
  const { use, ...written } = parse(yaml!);
  expect(use).toBe('campaign-hierarchy');
  const settings = campaignSettingsSchema.parse(written);
  expect(settings).toMatchObject(written);
  const { parents, mediators, priors } = settings;
  expect(settings).toEqual({ ...campaignSettingsSchema.parse({ parents }), mediators, priors });
});
