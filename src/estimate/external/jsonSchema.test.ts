import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { testDataset, testRequest } from '../testData.ts';
import { externalJsonSchema } from './jsonSchema.ts';
import { questionOf } from './question.ts';

const page = readFileSync(new URL('../../../docs/external-estimators.md', import.meta.url), 'utf8');
const lines = [...page.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(([, block]): unknown => JSON.parse(block!));
const schema = z.fromJSONSchema(externalJsonSchema() as Parameters<typeof z.fromJSONSchema>[0]);
const takes = (value: unknown): boolean => schema.safeParse(value).success;

test('the JSON Schema takes the lines of the page, and what is written to a program in either form', () => {
  expect(lines.map(takes)).toEqual([true, true, true]);
  const { dataset } = testDataset({ tv: 1 }, { periods: 4, geos: 2 });
  const request = testRequest('tv', ['roas.total'], [0, 3], 0);
  for (const send of ['arrays', 'csv'] as const) {
    const question = questionOf(dataset, { send, settings: { a: [1] } }, request, () => '/tmp/data.csv');
    expect(takes(question)).toBe(true);
    expect(takes({ ...question, protocol: 2 })).toBe(false);
    expect(takes({ ...question, dataset: { ...question.dataset, format: 'parquet' } })).toBe(false);
  }
});

test('the JSON Schema refuses what is no answer', () => {
  const answer = lines[1] as Readonly<Record<string, unknown>>;
  const [effect] = answer.effects as readonly object[];
  expect(takes({ ...answer, effects: [null] })).toBe(true);
  expect(takes({ ...answer, effects: [{ draws: [1, 2] }] })).toBe(true);
  expect(takes({ ...answer, status: 'fine' })).toBe(false);
  expect(takes({ ...answer, fitted: ['1'] })).toBe(false);
  expect(takes({ ...answer, effects: [{ ...effect, point: null }] })).toBe(false);
  expect(takes({ ...answer, effects: [{ ...effect, mean: 1 }] })).toBe(false);
});
