import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hashJson } from '../../core/hash.ts';
import type { Plan } from '../../experiment/plan/types.ts';
import { cli, inFolder, studyYaml } from '../cli.fixture.ts';

const run = (folder: string, ...more: string[]) => cli(['run', 'study.yaml', '--workers', '0', ...more], folder);
const hashOf = (folder: string): string =>
  (JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { results_hash: string }).results_hash;

test('the parts of a study, merged, answer as the whole of it does', async () => {
  await inFolder({ 'study.yaml': studyYaml }, async (folder) => {
    const whole = await run(folder);
    const first = await run(folder, '--shard', '1/2');
    expect(first).toEqual({
      code: 0,
      out: 'part 1 of 2: 2 of its 2 attempts; the whole study has 3\n',
      err: '2 of 3 attempts · none failed · written to results/small.shard-1-of-2/\n',
    });
    const early = await cli(['merge', 'results/small.shard-1-of-2', '--out', 'merged'], folder);
    expect(early.code).toBe(4);
    expect(early.err).toContain('\nincomplete: the other attempts of this plan are still to be made\n');
    const second = await run(folder, '--shard', '2/2', '--json');
    expect(JSON.parse(second.out)).toMatchObject({ study: 'small', shard: 2, of: 2, attempts: 1, done: 1 });
    const both = ['results/small.shard-1-of-2', 'results/small.shard-2-of-2'];
    const merged = await cli(['merge', ...both, '--out', 'merged'], folder);
    expect(merged).toEqual({ code: 0, out: whole.out, err: whole.err.replaceAll('results/small/', 'merged/') });
    expect(hashOf(join(folder, 'merged'))).toBe(hashOf(join(folder, 'results/small')));
    const { out } = await cli(['status', 'merged'], folder);
    expect(out).toBe(
      `study   small\ndone    3 of 3 attempts (100 %)\nfailed  none\nmissing none\nrunning nothing; complete\nhash    ${hashOf(join(folder, 'merged'))}\n`,
    );
  });
});

test('a part is what is asked for: bad ones are answered in a line', async () => {
  await inFolder({ 'study.yaml': studyYaml }, async (folder) => {
    for (const [shard, line] of [
      ['0/3', '"0/3": parts are counted from 1, the first is 1/3'],
      ['4/3', '"4/3": the last part is 3/3'],
      ['2', '"2" is no part such as 2/3'],
      ['1/0', '"1/0": from 1 to 100000 parts are allowed'],
    ] as const) {
      const { code, out, err } = await run(folder, '--shard', shard);
      expect({ code, out }).toEqual({ code: 3, out: '' });
      expect(err).toContain(line);
      expect(err.trimEnd().split('\n')).toHaveLength(1);
    }
    expect(existsSync(join(folder, 'results'))).toBe(false);
    // more parts than attempts: the last have nothing to do, and that is fine
    expect(await run(folder, '--shard', '4/4')).toMatchObject({
      ...{ code: 0, out: 'part 4 of 4: 0 of its 0 attempts; the whole study has 3\n' },
    });
  });
});

test.each([
  ['seed: 1', 'seed: 2', 'seed: the folder has 1, the study 2'],
  ['replicates: 3', 'levels: [0.5]\nreplicates: 3', 'levels: the folder has [0.8,0.95], the study [0.5]'],
  ['replicates: 3', 'estimands: [contribution]\nreplicates: 3', 'estimands: the folder has '],
])('a folder is not continued with %s → %s: exit 3, one line', async (from, to, line) => {
  await inFolder({ 'study.yaml': studyYaml }, async (folder) => {
    await run(folder, '--out', 'results');
    writeFileSync(join(folder, 'study.yaml'), studyYaml.replace(from, to));
    const { code, out, err } = await run(folder, '--out', 'results');
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toContain(`results: holds the results of another plan; choose another folder with --out (${line}`);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });
});

test('a folder that other code began is not gone on with: exit 3, one line that says how else', async () => {
  await inFolder({ 'study.yaml': studyYaml }, async (folder) => {
    await run(folder, '--out', 'results');
    const file = join(folder, 'results', 'plan.json');
    const { plan, root } = JSON.parse(readFileSync(file, 'utf8')) as { plan: Plan; root: string };
    const other = { ...plan, versions: { ...plan.versions, code: 'ab'.repeat(32) } };
    writeFileSync(file, JSON.stringify({ hash: hashJson(other), root, plan: other }));
    const here = plan.versions.code!.slice(0, 12);
    expect(await run(folder, '--out', 'results')).toEqual({
      ...{ code: 3, out: '' },
      err: `results: was begun with other code; go on with that code, or begin anew in another folder with --out (compiled code: the folder has "abababababab…", the study "${here}…")\n`,
    });
    // to read and to bring together is allowed; the manifest says whose the rows and whose the tables are
    expect((await cli(['status', 'results'], folder)).code).toBe(0);
    expect((await cli(['merge', 'results', '--out', 'merged'], folder)).code).toBe(0);
    const { versions } = JSON.parse(readFileSync(join(folder, 'merged', 'manifest.json'), 'utf8')) as {
      versions: object;
    };
    expect(versions).toMatchObject({ code: 'ab'.repeat(32), tables: plan.versions.code });
  });
});

test('folders of different studies are not merged: exit 3, one line a difference, nothing written', async () => {
  await inFolder({ 'study.yaml': studyYaml, 'other.yaml': studyYaml.replace('seed: 1', 'seed: 2') }, async (folder) => {
    await run(folder, '--out', 'a');
    await cli(['run', 'other.yaml', '--workers', '0', '--out', 'b'], folder);
    expect(await cli(['merge', 'a', 'b', '--out', 'c'], folder)).toEqual({
      ...{ code: 3, out: '', err: 'b: cannot be merged with a: seed is 2 here and 1 there\n' },
    });
    expect(existsSync(join(folder, 'c'))).toBe(false);
  });
});
