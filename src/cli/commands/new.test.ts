import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cli, inFolder, refused } from '../cli.fixture.ts';
import { starterFiles, starters } from '../starters.ts';

test('a new scenario is described and simulated as it is, and its dial takes the confounding away', async () => {
  await inFolder({}, async (folder) => {
    const { code, out } = await cli(['new', 'scenario', 'my-world'], folder);
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('plumbline describe my-world.yaml') });
    const described = await cli(['describe', 'my-world.yaml'], folder);
    expect(described.code).toBe(0);
    expect(described.out).toContain('search');
    expect((await cli(['simulate', 'my-world.yaml', '--out', 'data'], folder)).code).toBe(0);
  });
});

test('a new experiment is planned and run as it is, with the world that was written beside it', async () => {
  await inFolder({}, async (folder) => {
    await cli(['new', 'scenario', 'my-world'], folder);
    await cli(['new', 'experiment', 'my-study'], folder);
    const run = ['run', 'my-study.yaml', '--workers', '0', '--replicates', '2', '--json'];
    const { code, out } = await cli(run, folder);
    expect(code).toBe(0);
    expect(JSON.parse(out).length).toBeGreaterThan(50);
  });
});

test('a new estimator runs in its study beside ours; its coefficient is that of least squares by hand', async () => {
  await inFolder({}, async (folder) => {
    const { out } = await cli(['new', 'estimator', 'mine', '--json'], folder);
    expect(JSON.parse(out)).toEqual({
      written: ['mine.mjs', 'mine-study.yaml'],
      next: ['plumbline run mine-study.yaml'],
    });
    const run = ['run', 'mine-study.yaml', '--workers', '0', '--replicates', '2', '--json'];
    const { code, out: found, err } = await cli(run, folder);
    expect(err).toContain('none failed');
    expect(code).toBe(0);
    const rows = JSON.parse(found) as {
      arm: string;
      measure: string;
      value: number;
      n_failed?: number;
      nFailed?: number;
    }[];
    expect(rows.some(({ arm, measure }) => arm === 'mine' && measure === 'bias')).toBe(true);
    // one channel without carryover, sales = 3 + 2·tv exactly
    const { default: mine } = await import(join(folder, 'mine.mjs'));
    const window = [1, 4, 2, 8, 5, 7];
    const dataset = {
      channels: [{ name: 'tv', spend: { history: [], window } }],
      controls: [],
      outcome: { values: window.map((x) => 3 + 2 * x) },
    };
    const request = { estimands: [{ kind: 'roas.total', channel: 'tv' }], levels: [0.95] };
    const fitted = mine.fit(dataset, { retention: 0 }, request);
    expect(fitted.effects[0].point).toBeCloseTo(2, 10);
  });
});

test.each([
  ['python', 'py', 'python3', ['-m', 'py_compile']],
  ['r', 'R', 'Rscript', ['-e', 'invisible(parse(commandArgs(TRUE)[1]))']],
])(
  'a new estimator in %s is a program of its language, and a study that names it',
  async (language, ending, program, check) => {
    await inFolder({}, async (folder) => {
      expect((await cli(['new', 'estimator', 'mine', '--language', language], folder)).code).toBe(0);
      const study = readFileSync(join(folder, 'mine-study.yaml'), 'utf8');
      expect(study).toContain(`mine: { use: external, command: [${program}, mine.${ending}] }`);
      // tools/ci/external.sh runs it; here it is parsed where there is the language
      const parsed = spawnSync(program, [...check, `mine.${ending}`], { cwd: folder, encoding: 'utf8' });
      if (parsed.error === undefined)
        expect({ status: parsed.status, err: parsed.stderr }).toMatchObject({ status: 0 });
      expect((await cli(['plan', 'mine-study.yaml', '--help'], folder)).code).toBe(0);
    });
  },
);

test('no placeholder is left in a starter', () => {
  for (const starter of Object.values(starters)) {
    for (const text of Object.values(starterFiles(starter, 'mine'))) expect(text).not.toMatch(/STARTER|COMMAND/);
  }
});

test.each([
  ['new scenari mine', '<what>: "scenari" is none of scenario, experiment, estimator; did you mean "scenario"?'],
  [
    'new estimator mine --language pythn',
    '--language: "pythn" is none of javascript, python, r; did you mean "python"?',
  ],
  ['new scenario mine --language r', '--language: a starter for scenario is YAML; only an estimator has a language'],
  [
    'new scenario My_World',
    '<name>: "My_World" is no name: small letters, digits and dashes, a letter first; did you mean "my-world"?',
  ],
])('%s is answered in one line', async (words, line) => {
  await refused({}, words, [line]);
});

test('a file that is there stays as it is, and nothing is half written', async () => {
  await refused({ 'mine-study.yaml': 'mine' }, 'new estimator mine', [
    'mine-study.yaml: is there already; choose another name',
  ]);
});
