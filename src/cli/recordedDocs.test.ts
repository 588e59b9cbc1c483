import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { recordedSchema } from '../scenario/recorded/schema.ts';
import { cli } from './cli.fixture.ts';

const page = readFileSync(new URL('../../docs/methods/recorded-worlds.md', import.meta.url), 'utf8');
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, block]) => block!);

// the page is one session: later lines use what earlier ones wrote
const folder = mkdtempSync(join(tmpdir(), 'plumbline-recorded-docs-'));
beforeAll(() => {
  writeFileSync(join(folder, 'blind.yaml'), blocks('yaml')[1]!);
  writeFileSync(join(folder, 'submission.csv'), blocks('csv')[0]!);
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each(blocks('sh').flatMap((block) => block.trim().split('\n')))('%s', async (line) => {
  const [program, ...words] = line.split(' ');
  expect(program).toBe('plumbline');
  const { code, out, err } = await cli(words, folder);
  expect({ code, wrong: code === 0 ? '' : err }).toEqual({ code: 0, wrong: '' });
  if (line.includes('--json')) expect(JSON.parse(out)).not.toEqual([]);
  else expect(out).toContain('clean');
});

test('a submission that leaves rows out is told so', async () => {
  const { err } = await cli(['score', 'my-pack', 'submission.csv'], folder);
  expect(err).toContain('77 of 80 estimates are missing and count as failures');
  expect(err).toContain('no row at all for display, roas.total[0..51+12]');
});

test('without a truth there is nothing to hold estimates against', async () => {
  const { code, err, out } = await cli(['score', 'my-pack', 'submission.csv', '--truth', 'nowhere.csv'], folder);
  expect({ code, err, out }).toEqual({ code: 3, err: 'nowhere.csv: there is no such file\n', out: '' });
});

test('the world on the page is one, and every key is explained', () => {
  const { truth, ...world } = recordedSchema.parse(parse(blocks('yaml')[0]!));
  expect([world.name, truth.columns.dataset]).toEqual(['amss', 'file']);
  for (const key of Object.keys(recordedSchema.shape)) expect(page).toMatch(new RegExp(`^\\| .*\`${key}[\`.]`, 'm'));
});
