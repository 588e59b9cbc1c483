import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseYamlDocument } from '../core/document.ts';
import { defaultMargins, marginsSchema } from '../experiment/study/margins.ts';

const page = readFileSync(new URL('../../docs/methods/compare.md', import.meta.url), 'utf8');

test('the margins of the page are the defaults, all of them', () => {
  const [, block] = /^```yaml\n([\s\S]*?)^```$/m.exec(page)!;
  expect(parseYamlDocument(block!, 'compare.md', marginsSchema)).toEqual(defaultMargins);
  for (const key of Object.keys(marginsSchema.shape)) expect(block).toMatch(new RegExp(`^${key}: `, 'm'));
});

test('the page has a measured row for everything that the bench plants', () => {
  const bench = readFileSync(new URL('../../bench/compare.bench.ts', import.meta.url), 'utf8');
  const names = [...bench.matchAll(/name: '([^']+)'/g)].map(([, name]) => name!);
  expect(names.length).toBeGreaterThan(8);
  for (const name of names) expect(page.replaceAll('**', '')).toContain(`| ${name} |`);
});
