import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { crossValidationOf, elasticNetSettingsSchema } from './settings.ts';

const page = readFileSync(new URL('../../../docs/methods/elastic-net.md', import.meta.url), 'utf8');

test('the settings in docs/methods/elastic-net.md are settings, and the defaults', () => {
  const [, yaml] = page.match(/```yaml\n([\s\S]*?)```/)!;
  const { use, ...written } = parse(yaml!);
  expect(use).toBe('elastic-net');
  const settings = elasticNetSettingsSchema.parse(written);
  expect(settings).toMatchObject(written);
  const { penalties: _, cross_validation: __, ...others } = settings;
  expect(others).toEqual(elasticNetSettingsSchema.parse({}));
  expect(crossValidationOf(settings)).toEqual(crossValidationOf(elasticNetSettingsSchema.parse({})));
});
