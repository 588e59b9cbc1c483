import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cli, inFolder, spawnCli } from '../../cli/cli.fixture.ts';
import { runStudy } from '../../experiment/runStudy.node.ts';
import { canonicalFiles } from '../../experiment/small.fixture.node.ts';
import { parseStudy, type Study } from '../../experiment/study/study.ts';
import { processesWith, program } from './programs.fixture.node.ts';

const text = (more = '', limits = '') => `
name: outside
scenarios: [clean]
periods: 20
estimators: { ols: { use: ols }, mine: { use: external, command: ['${process.execPath}', program.mjs, FOLDER]${more} } }
replicates: 2
seed: 3
${limits}`;

const inStudy = (source: string, words: string, work: (study: Study, folder: string) => Promise<void>) =>
  inFolder({ 'program.mjs': source }, (folder) =>
    work(parseStudy(words.replace('FOLDER', folder), join(folder, 'study.yaml')), folder),
  );

async function untilNone(folder: string): Promise<readonly string[]> {
  for (let i = 0; i < 50 && processesWith(`program.mjs ${folder}`).length > 0; i++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return processesWith(`program.mjs ${folder}`);
}

test('an outside program is an arm like any other, in one process or two, and a changed program is another arm', async () => {
  await inStudy(program(), text(', mode: per-fit'), async (study, folder) => {
    const inline = await runStudy({ study, out: join(folder, 'inline'), workers: 0 });
    expect(inline.counts.byStatus).toMatchObject({ ok: 4 });
    await runStudy({ study, out: join(folder, 'processes'), workers: 2 });
    expect(canonicalFiles(join(folder, 'processes'))).toEqual(canonicalFiles(join(folder, 'inline')));
    expect(await untilNone(folder)).toEqual([]);
  });
  await inStudy(program(), text(), async (study, folder) => {
    const { plan } = await runStudy({ study, out: join(folder, 'out'), workers: 2 });
    expect(await untilNone(folder)).toEqual([]);
    const { source } = plan.arms[1]!.settings as { source: string };
    expect(source).toMatch(/^[0-9a-f]{64}$/);
    writeFileSync(join(folder, 'program.mjs'), program('/* changed */'));
    await expect(runStudy({ study, out: join(folder, 'out') })).rejects.toThrow('arm mine: defined otherwise now');
  });
});

test('a worker that is killed over the study’s limit takes its program with it, even one that ignores SIGTERM', async () => {
  const stubborn = program(
    'if (existsSync(folder + "/calm")) {} else for (;;);',
    '',
    "process.on('SIGTERM', () => {});",
  );
  await inStudy(stubborn, text('', 'limits: { seconds: 1.5 }'), async (study, folder) => {
    const { counts } = await runStudy({ study: { ...study, replicates: 1 }, out: join(folder, 'out'), workers: 1 });
    expect(counts.byStatus).toMatchObject({ ok: 1, timeout: 1 });
    expect(await untilNone(folder)).toEqual([]);
  });
});

test('a program that is not there is one clear line and exit code 3, before anything runs', async () => {
  const study = (command: string) =>
    text()
      .replace(/\['.*FOLDER\]/, command)
      .replace('FOLDER', '');
  const files = {
    'name.yaml': study('[no-such-program, x]'),
    'path.yaml': study('[./no-such-program]'),
    'plain.yaml': study('[./plain.txt]'),
    'script.yaml': study(`['${process.execPath}', nothing.mjs]`),
    'plain.txt': 'text',
  };
  await inFolder(files, async (folder) => {
    const message = async (name: string) => {
      const { code, out, err } = await cli(['run', name, '--out', 'out'], folder);
      expect([code, out]).toEqual([3, '']);
      expect(err.trim().split('\n')).toHaveLength(1);
      return err;
    };
    const place = (name: string) => new RegExp(`${name}:5:\\d+ estimators\\.mine\\.command\\.`);
    expect(await message('name.yaml')).toMatch(place('name.yaml'));
    expect(await message('name.yaml')).toContain('command.0: no program "no-such-program" on the PATH');
    expect(await message('path.yaml')).toContain(`command.0: no program ${join(folder, 'no-such-program')}`);
    expect(await message('plain.yaml')).toContain('plain.txt may not be executed: chmod +x');
    expect(await message('script.yaml')).toContain(`command.1: no file ${join(folder, 'nothing.mjs')}`);
  });
});

test('fit takes an outside program, and ends', async () => {
  const spec = `data: { outcome: y, channels: [x] }
estimator: { use: external, command: ['${process.execPath}', program.mjs, FOLDER] }
`;
  const files = { 'program.mjs': program(), 'fit.yaml': spec, 'data.csv': 'x,y\n1,2\n2,3\n3,5\n' };
  await inFolder(files, async (folder) => {
    writeFileSync(join(folder, 'fit.yaml'), spec.replace('FOLDER', folder));
    const words = ['fit', 'data.csv', '--spec', 'fit.yaml', '--json'];
    const { code, out, err } = await spawnCli(words, { folder });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({ estimator: 'external', status: 'ok', effects: [{ point: 1 }] });
    expect(await untilNone(folder)).toEqual([]);
  });
});
