import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { check } from '../../core/document.ts';
import { listCandidates } from './candidates.ts';
import { modelAverageSettingsSchema } from './settings.ts';

const page = readFileSync(new URL('../../../docs/methods/model-average.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml]) => parse(yaml!));

test('the settings in docs/methods/model-average.md are settings, and stand a second reading', () => {
  expect(blocks.length).toBe(3);
  for (const { use, ...settings } of blocks) {
    expect(use).toBe('model-average');
    expect(check(modelAverageSettingsSchema, settings).findings).toEqual([]);
    const once = modelAverageSettingsSchema.parse(settings);
    expect(modelAverageSettingsSchema.parse(once)).toEqual(once);
  }
});

test('the first is the default list; the names are those of the page', () => {
  const names = (candidates?: never) => listCandidates('linear', candidates).map(({ name }) => name);
  expect(names(blocks[0].candidates)).toEqual(names());
  expect(names()[4]).toBe('geometric(0.6)/logistic');
  expect(names(blocks[1].candidates)[1]).toBe('geometric(0.6)/hill(0.5,2)');
});
