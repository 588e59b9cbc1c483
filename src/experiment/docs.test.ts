import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { nodeSurroundings } from './load/study.node.ts';
import { planStudy } from './plan/planStudy.ts';
import { studySchema } from './study/schema.ts';
import { parseStudy } from './study/study.ts';

const page = readFileSync(new URL('../../docs/methods/studies.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, block]) => parse(block!) as object);
const [whole] = blocks;

/** A part of a file stands for the whole of the first example with these keys changed, and nothing claimed of it. */
const planOf = (block: object) =>
  planStudy(parseStudy(JSON.stringify({ ...whole, claims: [], ...block }), 'studies.md'), nodeSurroundings('.'));

test.each(blocks.map((block, i) => [i, block] as const))('example %i can be planned', async (_, block) => {
  const { cells, arms } = await planOf(block);
  expect(cells.length * arms.length).toBeGreaterThan(0);
});

test('names on the page are the names that come out', async () => {
  const { cells, arms } = await planOf({});
  expect(cells.map(({ name }) => name)).toContain('hidden-demand[confounding=0.3]@104');
  expect(arms.map(({ name }) => name)).toContain('ols[media=searched]');
});

test('the page lists every key of a study', () => {
  for (const key of Object.keys(studySchema.shape)) expect(page).toContain(`| \`${key}\` |`);
});
