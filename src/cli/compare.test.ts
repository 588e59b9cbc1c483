import { appendFileSync, cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { decodeLine, encodeLine } from '../experiment/journal/line.ts';
import type { AttemptRecord, RunRecord } from '../experiment/run/record.ts';
import { runStudy } from '../experiment/runStudy.node.ts';
import { parseStudy } from '../experiment/study/study.ts';
import { cli } from './cli.fixture.ts';
import { openFolderOfTests } from './compare.fixture.ts';

const text = (seed: number, replicates: number) => `
name: small
scenarios: [clean]
periods: 30
estimators: { ols: { use: ols }, noisy: { use: oracle-normal, sd: 0.3 } }
replicates: ${replicates}
seed: ${seed}
`;

const { folder, release } = await openFolderOfTests();
beforeAll(async () => {
  const run = (out: string, seed: number, replicates = 150) =>
    runStudy({ study: parseStudy(text(seed, replicates), 'small.yaml'), out: join(folder, out), workers: 0 });
  await run('base', 1);
  await run('other-data', 2);
  changed('same', (attempt) => attempt);
  changed('biased', shifted(0.2));
  changed('near', shifted(1e-13));
  changed('lost', (attempt, i) => (i === 0 ? { ...attempt, status: 'lost', effects: [] } : attempt));
}, 60_000);
afterAll(release);

/** A copy of the baseline's results with its attempts changed. */
function changed(name: string, change: (attempt: AttemptRecord, i: number) => AttemptRecord): void {
  const out = join(folder, name);
  cpSync(join(folder, 'base'), out, { recursive: true });
  for (const part of readdirSync(out).filter((file) => file.startsWith('attempts-'))) {
    const lines = readFileSync(join(out, part)).toString().trimEnd().split('\n');
    const records = lines.map((line) => decodeLine(new TextEncoder().encode(line)) as RunRecord);
    let attempts = 0;
    writeFileSync(join(out, part), '');
    for (const record of records)
      appendFileSync(join(out, part), encodeLine(record.kind === 'attempt' ? change(record, attempts++) : record));
  }
}

const shifted = (by: number) => (attempt: AttemptRecord) => ({
  ...attempt,
  effects: attempt.effects.map(
    (effect) =>
      effect && {
        ...effect,
        point: effect.point + by,
        intervals: effect.intervals.map(([lower, upper]) => [lower + by, upper + by] as const),
      },
  ),
});

const compare = (words: string) => cli(['compare', ...words.split(' ')], folder);

test('with itself: 0, by identity', async () => {
  const { code, out } = await compare('base same');
  expect(code).toBe(0);
  expect(out).toContain('2 equal bit for bit');
  expect((await compare('base near')).out).toContain('2 equal to 1e-9');
});

test('a regression: 1, in text, JSON, Markdown and JUnit', async () => {
  const { code, out, err } = await compare('base biased --junit j.xml --markdown m.md');
  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(out).toMatch(/^regression: biased against base\n/);
  expect(out).toMatch(/noisy +bias .* regression/);
  const markdown = readFileSync(join(folder, 'm.md'), 'utf8');
  expect(markdown).toMatch(/^### Regression: .*\n\n`biased` against `base`; arms in cells: 2 changed\. Gates: /);
  expect(markdown).toMatch(/\| noisy \| bias \| .*\| worse \|/);
  const junit = readFileSync(join(folder, 'j.xml'), 'utf8');
  const failures = junit.match(/<failure type="regression"/g)!.length;
  expect(junit).toContain(` failures="${failures}"`);
  expect(junit.match(/<testcase /g)).toHaveLength(Number(/tests="(\d+)"/.exec(junit)![1]));
  const json = JSON.parse((await compare('base biased --json')).out);
  expect(json).toMatchObject({ verdict: 'regression', paired: true, margins: { coverage: 0.02, rmse_ratio: 1.05 } });
  expect(json.gates.length).toBeGreaterThan(5);
});

test('--html: the page of the same comparison, with both folders and their code', async () => {
  const { code, out } = await compare('base biased --html page.html');
  expect(code).toBe(1);
  const page = readFileSync(join(folder, 'page.html'), 'utf8');
  expect(page).toContain('<title>regression: biased against base</title>');
  const data = JSON.parse(gunzipSync(Buffer.from(/octet-stream">([^<]*)</.exec(page)![1]!, 'base64')).toString());
  expect(data).toMatchObject({
    baseline: { folder: 'base', replicates: 150, arms: 2 },
    candidate: { folder: 'biased' },
  });
  expect(data.baseline.versions.code).toMatch(/^[0-9a-f]{64}$/);
  expect(data.fresh).toEqual([]);
  expect(page).toContain(`<p>${out.split('\n')[1]}</p>`);
  await compare('base same --html page.html');
  expect(readFileSync(join(folder, 'page.html'), 'utf8')).toContain('Pass: nothing changed. All 300 answers');
});

test('margins of a file decide; what is left open is 2', async () => {
  writeFileSync(join(folder, 'wide.yaml'), 'bias: 5\nrmse_ratio: 20\ncoverage: 0.49\nfailures: 0.4\n');
  expect((await compare('base biased --margins wide.yaml')).code).not.toBe(1);
  vi.stubEnv('CI', '');
  const unpaired = await compare('base other-data --unpaired --junit u.xml --markdown u.md');
  expect(unpaired.code).toBe(2);
  expect(unpaired.out).toContain('not for CI');
  expect(unpaired.out).toMatch(/needs about \d+ replicates/);
  for (const file of ['u.xml', 'u.md']) expect(readFileSync(join(folder, file), 'utf8')).toContain('UNPAIRED');
  expect(JSON.parse((await compare('base other-data --unpaired --json')).out).paired).toBe(false);
  expect((await compare('base same --unpaired')).err).toMatch(/not independent$/m);
  vi.stubEnv('CI', 'true');
  expect(await compare('base other-data --unpaired')).toMatchObject({
    code: 3,
    err: '--unpaired is not for CI (CI is true here); compare results of the same seed\n',
  });
  vi.unstubAllEnvs();
});

test('a red that fresh replicates do not show is open', async () => {
  const { code, out } = await compare('base biased --confirm other-data other-data');
  expect(code).toBe(2);
  expect(out).toContain('not confirmed on fresh replicates');
});

test('a red that fresh replicates of both versions show again stays red, end to end', async () => {
  const worse = (seed: number) =>
    text(seed, 120).replace('oracle-normal, sd: 0.3', 'oracle-shifted, sd: 0.3, delta: 0.3');
  for (const seed of [1, 3]) {
    const study = (words: string) => parseStudy(words, 'small.yaml');
    await runStudy({ study: study(text(seed, 120)), out: join(folder, `before-${seed}`), workers: 0 });
    await runStudy({ study: study(worse(seed)), out: join(folder, `after-${seed}`), workers: 0 });
  }
  const { code, out } = await compare('before-1 after-1 --confirm before-3 after-3');
  expect(code).toBe(1);
  expect(out).toContain('1 equal bit for bit, 1 changed');
  expect(out).toMatch(/noisy +bias +clean.* regression/);
  expect((await compare('before-1 after-1 --confirm before-3 before-3')).code).toBe(2);
}, 60_000);

test('looks: bounds for looking again and again', async () => {
  expect((await compare('base biased --looks 150')).code).toBe(1);
});

test('attempts that are still to be made: 4', async () => {
  const { code, out, err } = await compare('base lost');
  expect({ code, out, err }).toEqual({
    code: 4,
    out: '',
    err: 'lost: attempts still to be made: 1; run it to its end first\n',
  });
});

test.each([
  [
    'base other-data',
    /^ols in clean@30: replicate 0 has other data in the two \(digests \w{12}… and \w{12}…\); .* --unpaired$/,
  ],
  ['base nowhere', /^nowhere: there is no such results folder$/],
  ['base same --margins none.yaml', /^none\.yaml: there is no such file$/],
  ['base same --margins bad.yaml', /^bad\.yaml:1:1: unknown key "biass"; did you mean "bias"\?$/],
  ['base same --confirm base', /^--confirm takes two results folders, baseline and candidate; received 1$/],
  ['base same --looks 5', /is not a whole number from 100/],
  ['base biased --junit no/such/j.xml', /^no\/such\/j\.xml: cannot be written/],
  ['base biased --confirm base biased', /replicate 0 is of the same data in both, so the two are not independent$/],
  ['base same --confirm base biased', /not independent$/],
  ['base same --looks 100 --margins maxt.yaml', /^multiplicity: max-t holds for one look only; use holm$/],
])('bad input is one line, and 3: %s', async (words, line) => {
  writeFileSync(join(folder, 'bad.yaml'), 'biass: 1\n');
  writeFileSync(join(folder, 'maxt.yaml'), 'multiplicity: max-t\n');
  const { code, out, err } = await compare(words);
  expect({ code, out }).toEqual({ code: 3, out: '' });
  expect(err.trimEnd()).toMatch(line);
  expect(err.trimEnd().split('\n')).toHaveLength(1);
  expect(existsSync(join(folder, 'no'))).toBe(false);
});
