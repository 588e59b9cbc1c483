import { expect, test } from 'vitest';
import { cli, edit, inFolder, refused, studyYaml } from '../cli.fixture.ts';
import { width } from '../table.ts';

test('a plan says what a study costs and needs, and writes nothing', async () => {
  await inFolder({ 'study.yaml': studyYaml }, async (folder) => {
    const { code, out, err } = await cli(['plan', 'study.yaml', '--pilot', '3', '--workers', '2'], folder);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^small: 1 cell, 1 arm, 3 replicates: 3 attempts$/m);
    expect(out).toMatch(/^about \d+ s with 2 workers \(\d+ s of one core\), by a pilot of 3 fits$/m);
    expect(out).toMatch(/^ols +ols +1 +[\d.]+ +\d+ s +0 of 3$/m);
    expect(out).toMatch(/^coverage +0\.95 +all +0\.13 +0\.01 +475$/m);
    expect(out).toMatch(/^relative_bias +ols +0\.\d+ +0\.01 +about \d+$/m);
    expect(Math.max(...out.split('\n').map(width))).toBeLessThanOrEqual(100);
    const json = await cli(['plan', 'study.yaml', '--pilot', '0', '--mcse', '0.005', '--json'], folder);
    expect(JSON.parse(json.out)).toMatchObject({
      ...{ study: 'small', units: 3, replicates: 3, core_seconds: null, policy: 'as-analyzed', target_mcse: null },
      needs: [
        { measure: 'coverage', level: 0.8, replicates: 6400 },
        { level: 0.95, replicates: 1900 },
      ],
    });
    const markdown = await cli(['plan', 'study.yaml', '--pilot', '0', '--markdown', '--replicates', '40'], folder);
    expect(markdown.out).toContain('40 replicates a cell');
    // window and tail are part of an estimand's name
    expect(markdown.out).toMatch(/^- `roas\.total` of every channel: `roas\.total\[0\.\.\d+\+[\d*]+\]`$/m);
    for (const part of ['rank_accuracy', 'By plumbline ', 'differences of these measures on the same datasets'])
      expect(markdown.out).toContain(part);
  });
});

test('a study that runs to a target is planned for it', async () => {
  const study = edit(studyYaml, 'replicates: 3', 'replicates: { target_mcse: { coverage: 0.02 }, max: 500 }');
  await inFolder({ 'study.yaml': study }, async (folder) => {
    const { out } = await cli(['plan', 'study.yaml', '--pilot', '0'], folder);
    expect(out).toContain('at most 500 replicates');
    expect(out).toMatch(/^coverage +0\.95 +all +0\.0097 +0\.02 +119$/m);
    expect(out).toContain('no pilot');
    const { out: told } = await cli(['plan', 'study.yaml', '--pilot', '0', '--markdown'], folder);
    expect(told).toContain(
      'until the Monte Carlo errors are 0.02 for coverage, looked at every 100, at most 500 a cell',
    );
    const shard = await cli(['run', 'study.yaml', '--shard', '1/2', '--workers', '0'], folder);
    expect(shard).toMatchObject({ code: 3, out: '' });
    expect(shard.err).toBe(
      'study.yaml replicates: target_mcse looks at all rows, and --shard makes a part of them; give `replicates` as a number\n',
    );
  });
});

test('bad options are one line', async () => {
  const files = { 'study.yaml': studyYaml };
  await refused(files, 'plan study.yaml --markdown --json', ['--markdown and --json are two forms; give one']);
  await inFolder(files, async (folder) => {
    const { code, out, err } = await cli(['plan', 'study.yaml', '--mcse', '2'], folder);
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toContain('"2" is not a number between 0 and 1');
    expect(err.trim().split('\n')).toHaveLength(1);
  });
  await refused({ 'study.yaml': edit(studyYaml, 'seed: 1', 'seed: 1\npolicy: strickt') }, 'plan study.yaml', [
    'study.yaml:7:9 policy: received "strickt"; did you mean "strict"?',
  ]);
});
