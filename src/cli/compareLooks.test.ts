import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashJson } from '../core/hash.ts';
import type { Plan } from '../experiment/plan/types.ts';
import { runStudy } from '../experiment/runStudy.node.ts';
import { parseStudy } from '../experiment/study/study.ts';
import { cli } from './cli.fixture.ts';
import { openFolderOfTests } from './compare.fixture.ts';

const study = (candidate: string, more = '') => `
name: small
scenarios: [clean]
periods: 20
estimators: { noisy: { use: ${candidate} } }
replicates: 100
seed: 1
${more}`;

const { folder, release } = await openFolderOfTests();
afterAll(release);
const compare = (words: string) => cli(['compare', ...words.split(' '), '--workers', '0'], folder);
const run = (file: string, out: string, replicates = 100) => {
  const study = parseStudy(readFileSync(join(folder, file), 'utf8'), join(folder, file));
  return runStudy({ study, out: join(folder, out), replicates, workers: 0 });
};
const planOf = (name: string): { root: string; plan: Plan } =>
  JSON.parse(readFileSync(join(folder, name, 'plan.json'), 'utf8'));
const copy = (from: string, to: string) => cpSync(join(folder, from), join(folder, to), { recursive: true });

/** As if other code had made it. */
function byOtherCode(name: string): void {
  const { root, plan } = planOf(name);
  const other = { ...plan, versions: { ...plan.versions, code: 'other' } };
  writeFileSync(join(folder, name, 'plan.json'), JSON.stringify({ hash: hashJson(other), root, plan: other }));
}

beforeAll(async () => {
  const margins = 'margins: { bias: 0.2, rmse_ratio: 1.15, coverage: 0.12, failures: 0.1 }';
  writeFileSync(join(folder, 'old.yaml'), study('oracle-normal, sd: 0.3', margins));
  writeFileSync(join(folder, 'new.yaml'), study('oracle-normal, sd: 0.2999'));
  writeFileSync(join(folder, 'worse.yaml'), study('oracle-shifted, sd: 0.3, delta: 0.4'));
  for (const name of ['old', 'new', 'worse']) await run(`${name}.yaml`, name);
}, 60_000);

test('a regression is seen at the first look that shows it; nothing is run for that', async () => {
  const { code, out, err } = await compare('old worse --until-decided --max 300');
  expect({ code, err }).toEqual({ code: 1, err: '100 replicates: regression\n' });
  expect(out).toContain('decided at 100 replicates: regression; looks at 100');
  expect(out).toContain('margins (study of old): bias ±0.2, RMSE ratio 1.15,');
  expect(planOf('worse').plan.replicates).toBe(100);
});

test('what is open at 100 is run on, both of them, and interrupted it goes on to the same end', async () => {
  for (const name of ['old', 'new']) copy(name, `${name}-2`);
  const whole = await compare('old new --until-decided --max 1500 --json');
  const json = JSON.parse(whole.out);
  expect(whole.code).toBe(0);
  expect(json.stopped).toMatchObject({ by: 'pass', max: 1500 });
  expect(json.stopped.looks.slice(0, 2)).toEqual([100, 200]);
  expect(planOf('old').plan.replicates).toBe(json.stopped.replicates);
  expect(planOf('new').plan.replicates).toBe(json.stopped.replicates);
  const timer = setInterval(() => {
    if (planOf('new-2').plan.replicates === 100) return;
    clearInterval(timer);
    process.emit('SIGINT');
  }, 5);
  const stopped = await compare('old-2 new-2 --until-decided --max 1500');
  clearInterval(timer);
  expect({ code: stopped.code, out: stopped.out }).toEqual({ code: 130, out: '' });
  expect(stopped.err).toMatch(/stopped before the look at 200 replicates; go on with: plumbline /);
  const again = JSON.parse((await compare('old-2 new-2 --until-decided --max 1500 --json')).out);
  expect({ gates: again.gates, looks: again.stopped.looks }).toEqual({ gates: json.gates, looks: json.stopped.looks });
}, 60_000);

test('a baseline of other code ends the looking where it ends', async () => {
  await run('old.yaml', 'fixed', 140);
  byOtherCode('fixed');
  await run('new.yaml', 'late');
  const margins = '--margins narrow.yaml';
  writeFileSync(join(folder, 'narrow.yaml'), 'rmse_ratio: 1.001\n');
  const { code, out } = await compare(`fixed late --until-decided ${margins}`);
  expect(code).toBe(2);
  expect(out).toContain('not decided: no more than 140 replicates can be had, of at most 2000; looks at 100, 140');
  expect(out).toContain('margins (narrow.yaml): bias ±0.05, RMSE ratio 1.001,');
  expect(planOf('late').plan.replicates).toBe(140);
  const most = await compare(`fixed late --until-decided --max 120 ${margins}`);
  expect(most.out).toMatch(/not decided: stopped at the maximum, 120 replicates \(to go on: .*\); looks at 100, 120\n/);
});

test('or its own code adds to it, by a command of the user', async () => {
  await run('old.yaml', 'grown');
  byOtherCode('grown');
  await run('old.yaml', 'more', 130);
  byOtherCode('more');
  // stands for the old plumbline: what it would write is there already
  const command = 'cp -r more/. grown && echo {replicates} >> asked.txt';
  const words = ['compare', 'grown', 'late', '--until-decided', '--max', '130', '--margins', 'narrow.yaml'];
  const { code } = await cli([...words, '--workers', '0', '--baseline-command', command], folder);
  expect(code).toBe(2);
  expect(readFileSync(join(folder, 'asked.txt'), 'utf8')).toBe('130\n');
  expect(planOf('grown').plan.replicates).toBe(130);
  rmSync(join(folder, 'grown'), { recursive: true });
  copy('fixed', 'grown');
  const short = await cli(
    [...words.slice(0, 4), '--max', '200', '--margins', 'narrow.yaml', '--baseline-command', 'true {replicates}'],
    folder,
  );
  expect({ code: short.code, last: short.err.trimEnd().split('\n').at(-1) }).toEqual({
    code: 4,
    last: 'grown: has 140 of 200 replicates',
  });
});

test.each([
  ['old new --max 300', '--max needs --until-decided'],
  ['old new --until-decided --baseline-command x', 'the command for old has no {replicates} in it: x'],
  ['old new --until-decided --max 5', '"5" is not a whole number from 100'],
])('bad input is one line, and 3: %s', async (words, line) => {
  const { code, err } = await cli(['compare', ...words.split(' ')], folder);
  expect(code).toBe(3);
  expect(err).toContain(line);
  expect(err.trimEnd().split('\n')).toHaveLength(1);
  expect(existsSync(join(folder, 'x'))).toBe(false);
  expect(readdirSync(folder)).not.toContain('results');
});
