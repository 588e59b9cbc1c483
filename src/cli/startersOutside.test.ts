import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, expect, test } from 'vitest';
import { readTable } from '../dataset/csv/table.ts';
import { cli, inFolder } from './cli.fixture.ts';

/** Set by tools/ci/external.sh, which installs what the starters need. */
const mustRun = process.env.PLUMBLINE_EXTERNAL_EXAMPLES === 'all';

// Debian's Python has Debian's numpy; another Python before it on the path has not
const { PATH } = process.env;
process.env.PATH = `/usr/bin:${PATH}`;
afterAll(() => {
  process.env.PATH = PATH;
});

const languages = [
  ['python', 'python3', ['-c', 'import numpy']],
  ['r', 'Rscript', ['-e', 'library(jsonlite)']],
] as const;

/** Points and standard errors of the arm `mine`, in the order of the rows. */
async function answersOf(language: string, folder: string): Promise<readonly (readonly number[])[]> {
  await cli(['new', 'estimator', 'mine', '--language', language], folder);
  const words = ['run', 'mine-study.yaml', '--workers', '0', '--replicates', '2', '--only', 'mine'];
  expect((await cli(words, folder)).err).not.toMatch(/ [1-9]\d* (error|invalid-output)/);
  const text = readFileSync(join(folder, 'results/mine-study/estimates.csv'), 'utf8');
  const { header, rows } = readTable(text, 'estimates.csv', []);
  const columns = ['point', 'se'].map((name) => header.findIndex(({ text: title }) => title === name));
  return rows.map((cells) => columns.map((column) => Number(cells[column]!.text)));
}

for (const [language, program, needs] of languages) {
  const there = spawnSync(program, needs, { encoding: 'utf8' }).status === 0;
  if (!there && !mustRun) console.warn(`skipped: ${program} ${needs.join(' ')} does not run here`);
  test.skipIf(!there && !mustRun)(`the starter in ${language} gives the numbers of the one in JavaScript`, async () => {
    const ours = await inFolder({}, (folder) => answersOf('javascript', folder));
    const theirs = await inFolder({}, (folder) => answersOf(language, folder));
    expect(theirs.length).toBe(ours.length);
    expect(ours.length).toBe(2 * 2 * 2 * 4);
    ours.forEach(([point, se], i) => {
      expect(theirs[i]![0]! / point!).toBeCloseTo(1, 7);
      expect(theirs[i]![1]! / se!).toBeCloseTo(1, 7);
    });
  });
}
