import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { buildDataset } from '../../dataset/build.ts';
import type { Dataset } from '../../dataset/types.ts';
import { testDataset, testRequest } from '../testData.ts';
import { externalJsonSchema } from './jsonSchema.ts';
import { program, withProgram } from './programs.fixture.node.ts';
import { questionSchema } from './protocol.ts';
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

/** As it lies in the package, for those who check their own programs. */
const written: unknown = JSON.parse(
  readFileSync(new URL('../../../schema/external.schema.json', import.meta.url), 'utf8'),
);
const takesWritten = z.fromJSONSchema(written as Parameters<typeof z.fromJSONSchema>[0]);

/** Geos, volumes, units and dates: all that a question may hold. */
function fullDataset(): Dataset {
  const { dataset } = testDataset({ tv: 1, radio: 2 }, { periods: 4, geos: 2 });
  const { digest: _, ...parts } = dataset;
  const [tv, radio] = parts.channels;
  return buildDataset({
    ...parts,
    dates: ['2024-01-01', '2024-01-08', '2024-01-15', '2024-01-22'],
    channels: [{ ...tv!, units: 'dollars', volume: tv!.spend }, radio!],
    controls: parts.controls.map((control) => ({ ...control, units: 'dollars' })),
    outcome: { ...parts.outcome, units: 'dollars' },
  });
}

test.each(['arrays', 'csv'] as const)(
  'what a program really gets, as %s, is what the schema says, and nothing beside',
  async (send) => {
    const asked = testRequest('tv', ['roas.total', 'contribution'], [0, 3], 1);
    const [first] = asked.estimands;
    const request = {
      ...asked,
      curves: { window: [0, 3] as const, tails: { tv: 1, radio: 0 }, scales: [0, 0.5, 1], draws: 9 },
      estimands: [...asked.estimands, { ...first!, kind: 'roas.direct' as const, held: ['radio'] }],
    };
    const keep =
      "appendFileSync(folder + '/lines', line + '\\n'); appendFileSync(folder + '/answers', JSON.stringify(answer(question)) + '\\n');";
    for (const mode of ['long-lived', 'per-fit'] as const) {
      await withProgram(program(keep), async (estimator, settings, folder) => {
        const full = { ...settings, mode, send, settings: { ridge: 2, deep: { list: [1, null, 'x'] } } };
        for (const dataset of [fullDataset(), testDataset({ tv: 1 }, { periods: 4 }).dataset])
          expect((await estimator.fit(dataset, full, request)).status).toBe('ok');
        const read = (name: string): unknown[] =>
          readFileSync(join(folder, name), 'utf8')
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line));
        expect(read('lines')).toHaveLength(2);
        for (const line of read('lines')) {
          expect(takesWritten.safeParse(line).success).toBe(true);
          // what the schema does not name, parsing leaves out
          expect(questionSchema.parse(line)).toEqual(line);
        }
        for (const line of read('answers')) expect(takesWritten.safeParse(line).success).toBe(true);
      });
    }
  },
);

test('the JSON Schema refuses what is no answer', () => {
  const answer = lines[1] as Readonly<Record<string, unknown>>;
  const [effect] = answer.effects as readonly object[];
  expect(takes({ ...answer, effects: [null] })).toBe(true);
  expect(takes({ ...answer, effects: [{ draws: [1, 2] }] })).toBe(true);
  expect(takes({ ...answer, curves: [{ channel: 'tv', contribution: [0, 1] }] })).toBe(true);
  expect(takes({ ...answer, curves: [{ contribution: [0, 1] }] })).toBe(false);
  expect(takes({ ...answer, status: 'fine' })).toBe(false);
  expect(takes({ ...answer, fitted: ['1'] })).toBe(false);
  expect(takes({ ...answer, effects: [{ ...effect, point: null }] })).toBe(false);
  expect(takes({ ...answer, effects: [{ ...effect, mean: 1 }] })).toBe(false);
});
