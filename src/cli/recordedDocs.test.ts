import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { recordedSchema } from '../scenario/recorded/schema.ts';
import { cli } from './cli.fixture.ts';

const page = readFileSync(new URL('../../docs/methods/recorded-worlds.md', import.meta.url), 'utf8');
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, block]) => block!);
const named = (name: string) => blocks('yaml').find((block) => parse(block).name === name)!;

// the page is one session: later lines use what earlier ones wrote
const folder = mkdtempSync(join(tmpdir(), 'plumbline-recorded-docs-'));
beforeAll(() => {
  writeFileSync(join(folder, 'blind.yaml'), named('blind'));
  writeFileSync(join(folder, 'tool.py'), blocks('python')[0]!);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Whether there is a Python that can run the page's tool: 3.10 brought regression. */
const hasPython = ((): boolean => {
  try {
    execFileSync('python3', ['-c', 'import statistics; statistics.linear_regression']);
    return true;
  } catch {
    return false;
  }
})();

/** What the lines about data that are not in every clone do is tested in describeRecorded.test.ts. */
const lines = blocks('sh')
  .flatMap((block) => block.trim().split('\n'))
  .filter((line) => !line.includes('amss'));

test.each(lines.filter((line) => hasPython || !/python3|score/.test(line)))('%s', async (line) => {
  const [head, ...words] = line.split(' ');
  if (head === 'mv') return renameSync(join(folder, words[0]!), join(folder, words[1]!));
  if (head === 'python3') {
    const [tool, pack, , to] = words;
    return writeFileSync(join(folder, to!), execFileSync('python3', [tool!, pack!], { cwd: folder }));
  }
  expect(head).toBe('plumbline');
  const { code, out, err } = await cli(words, folder);
  expect({ code, wrong: code === 0 ? '' : err }).toEqual({ code: 0, wrong: '' });
  if (head === 'plumbline' && words[0] === 'score') expect(out).toBe(blocks('text').at(-1));
  else expect(out).toContain('clean');
  return undefined;
});

const score = (text: string, ...more: readonly string[]) => {
  writeFileSync(join(folder, 'mine.csv'), text);
  return cli(['score', 'my-pack', 'mine.csv', '--truth', 'truth.csv', ...more], folder);
};
const some = `dataset,channel,point,lower,upper
data-0001,tv,0.81,0.55,1.07
data-0001,search,1.2,0.9,1.5
data-0002,tv,0.7,0.5,0.9
`;

test('a submission that leaves rows out is told so, datasets and channels by name', async () => {
  const { code, out, err } = await score(some);
  expect(code).toBe(0);
  expect(out.trimEnd().split('\n').at(-1)).toBe('20 datasets · 3 of 80 estimates');
  expect(err).toContain('77 of 80 estimates are missing and count as failures');
  expect(err).toContain('no row at all for data-0003.csv, data-0004.csv, data-0005.csv');
  expect(err).toMatch(/data-0007\.csv and 13 more$/m);
  expect(err).toContain('no row at all for display, roas.total[0..51+12]');
  expect(JSON.parse((await score(some, '--json')).out).length).toBeGreaterThan(20);
});

test.each([
  [some.replace('0.81', 'much'), 'mine.csv:2:14 point: "much" where a number is needed'],
  [some.replace('0.55', '1.2'), 'mine.csv:2:19 lower: 1.2 is above upper, 1.07'],
  [
    some.replace('0001,tv', '0001,vt'),
    'mine.csv:2:11 channel: "vt" is no channel with a truth; there are tv, search, social, display; did you mean "tv"?',
  ],
  [`${some}data-0002,tv,0.7,0.5,0.9\n`, 'mine.csv:5:1 dataset: tv of data-0002.csv stands on line 4 already'],
  [
    some.replace('point', 'mean'),
    'mine.csv:1:17: unknown column "mean"; allowed are dataset, channel, point, lower, upper, level, estimand, se',
  ],
  ['dataset,channel\ndata-0001,tv\n', 'mine.csv:1: column "point" missing; the file has dataset, channel'],
  [some.replaceAll(',', ';'), 'mine.csv:1: cells are separated by semicolons; save the file with commas'],
  ['', 'mine.csv: the file is empty; a header and rows are needed'],
])('a wrong submission is one line: %j', async (text, line) => {
  expect(await score(text)).toEqual({ code: 3, out: '', err: `${line}\n` });
});

test('without a pack or a truth there is nothing to hold estimates against', async () => {
  const refusal = async (...words: readonly string[]) => {
    const { code, err, out } = await cli(['score', ...words], folder);
    expect([code, out]).toEqual([3, '']);
    return err.replaceAll(folder, '.');
  };
  writeFileSync(join(folder, 'mine.csv'), some);
  expect(await refusal('my-pack', 'mine.csv', '--truth', 'nowhere.csv')).toBe('nowhere.csv: there is no such file\n');
  if (hasPython)
    expect(await refusal('my-pack', 'mine.csv')).toBe(
      './my-pack/truth.csv: the truth is not in the pack; say where it is with --truth\n',
    );
  expect(await refusal('mine.csv', 'my-pack')).toBe(
    'mine.csv: is no pack; the pack comes first, then the submission\n',
  );
  expect(await refusal('.', 'mine.csv')).toBe('.: is no pack: it has no pack.yaml\n');
  expect(await refusal('gone', 'mine.csv')).toBe(
    'gone: there is no such pack: a folder, or the path of a recorded world\n',
  );
});

test('the world on the page is one, and every key is explained', () => {
  const { truth, ...world } = recordedSchema.parse(parse(named('amss')));
  expect([world.name, truth.columns.dataset]).toEqual(['amss', 'file']);
  for (const key of Object.keys(recordedSchema.shape)) expect(page).toMatch(new RegExp(`^\\| .*\`${key}[\`.]`, 'm'));
});
