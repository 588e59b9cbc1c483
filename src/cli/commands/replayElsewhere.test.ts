import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { processesWith, program } from '../../estimate/external/programs.fixture.node.ts';
import { smallSbc } from '../../experiment/sbc/sbc.fixture.node.ts';
import { writePack } from '../../experiment/submission/pack.fixture.node.ts';
import { cli, inFolder, studyYaml } from '../cli.fixture.ts';

const equal = /\nequal, bit for bit: \d+ values and the digest of the data\n$/;

/** Units of a table of rows, one an attempt, in its order. */
function unitsOf(folder: string, results = 'results', table = 'estimates.csv'): readonly string[] {
  const [header, ...lines] = readFileSync(join(folder, results, table), 'utf8')
    .trim()
    .split('\n');
  const at = header!.split(',').indexOf('unit');
  return [...new Set(lines.map((line) => line.split(',')[at]!))];
}

/** The one line that a command is refused with. */
async function refusal(words: readonly string[], folder: string): Promise<string> {
  const { code, out, err } = await cli(words, folder);
  expect([code, out, err.trim().split('\n').length]).toEqual([3, '', 1]);
  return err.trim().replaceAll(folder, '.');
}

const externalYaml = (folder: string) => `
name: outside
scenarios: [clean]
periods: 20
estimators: { mine: { use: external, command: ['${process.execPath}', program.mjs, ${folder}], settings: { a: 1 } } }
replicates: 2
seed: 3
`;

test('an outside program: again, without a process left; moved, with --study; changed, refused', async () => {
  await inFolder({}, async (folder) => {
    const away = join(folder, 'study');
    mkdirSync(away);
    writeFileSync(join(away, 'program.mjs'), program());
    writeFileSync(join(away, 'study.yaml'), externalYaml(folder));
    await cli(['run', 'study/study.yaml', '--workers', '0', '--out', 'results'], folder);
    const [unit] = unitsOf(folder);
    const words = ['replay', 'results', '--unit', unit!];
    const { code, out } = await cli(words, folder);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(equal) });
    expect(out).toMatch(/^settings +\{"use":"external", "command":\[/m);
    expect(out).toContain('"settings":{"a":1}');

    renameSync(away, join(folder, 'moved'));
    expect(await refusal(words, folder)).toBe(
      'results: the folder of the study file, ./study, is not there, needed for the program of arm mine; say where it is now with --study',
    );
    const there = [...words, '--study', 'moved/study.yaml'];
    expect(await cli(there, folder)).toMatchObject({ code: 0, out: expect.stringMatching(equal) });
    expect(await refusal([...words, '--study', 'gone.yaml'], folder)).toBe('--study: there is no file gone.yaml');
    expect(await refusal([...words, '--study', 'moved'], folder)).toBe(
      '--study: moved is a folder; the study file is needed',
    );

    writeFileSync(join(folder, 'moved', 'program.mjs'), program('', '', '// changed'));
    expect(await refusal(there, folder)).toMatch(
      /^arm mine: .* program\.mjs \. is not the program that made the row; replay with that, or with --force$/,
    );
    expect(await cli([...there, '--force'], folder)).toMatchObject({ code: 0, out: expect.stringMatching(equal) });
    // what ran in `run` without workers waits for this very process to end; each replay must have cleared up
    const left = processesWith(`program.mjs ${folder}`).length;
    await cli([...there, '--force'], folder);
    expect(processesWith(`program.mjs ${folder}`)).toHaveLength(left);
  });
});

test('a module of one’s own that was changed is refused by name', async () => {
  const own = (point: number) => `export default { id: 'own', fit: (data, settings, { estimands, levels }) => ({
  status: 'ok', fitted: new Float64Array(data.periods), parameters: [], diagnostics: {},
  effects: estimands.map((estimand) => ({ estimand, point: ${point}, se: null, intervals: levels.map((level) => ({ level, lower: 0, upper: 2 })) })),
}) };`;
  await inFolder({ 'own.mjs': own(1) }, async (folder) => {
    writeFileSync(join(folder, 'study.yaml'), studyYaml.replace('use: ols', 'use: ./own.mjs'));
    await cli(['run', 'study.yaml', '--workers', '0', '--out', 'results'], folder);
    const words = ['replay', 'results', '--unit', unitsOf(folder)[0]!];
    expect(await cli(words, folder)).toMatchObject({ code: 0, out: expect.stringMatching(equal) });
    writeFileSync(join(folder, 'own.mjs'), own(3));
    expect(await refusal(words, folder)).toBe(
      'arm ols: ./own.mjs is not the program that made the row; replay with that, or with --force',
    );
  });
});

test('a unit of calibration: its ranks again, by the names of its quantities', async () => {
  await inFolder({ 'sbc.yaml': smallSbc(2) }, async (folder) => {
    await cli(['run', 'sbc.yaml', '--workers', '0', '--out', 'results'], folder);
    const [, unit] = unitsOf(folder, 'results', 'ranks.csv');
    const { code, out } = await cli(['replay', 'results', '--unit', unit!], folder);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(equal) });
    expect(out).toMatch(/^world +clean@16, its outcomes drawn from the prior$/m);
    expect(out).toMatch(/^key +seed 3, replicate 1, /m);
    expect(out).toMatch(/^quantity +rank of the truth among 19 draws$/m);
    expect(out).toMatch(/^roas\[tv\] +\d+$/m);
    const json = JSON.parse((await cli(['replay', 'results', '--unit', unit!, '--json'], folder)).out);
    expect(json).toMatchObject({ equal: true, draws: 19, dataset: { periods: 16 } });
    expect(json.ranks).toHaveLength(json.quantities.length);
    expect(await refusal(['replay', 'results', '--unit', 'ffffffff'], folder)).toBe(
      '--unit: no unit "ffffffff" in small-sbc; ids are in column unit of ranks.csv',
    );
  });
}, 20_000);

test('from a merged folder: what is named by path needs --study, all else nothing', async () => {
  await inFolder({}, async (folder) => {
    writePack(folder, 2, 3, 20);
    const recorded = studyYaml
      .replace('[clean]', '[./pack.yaml]')
      .replace('periods: 40', 'periods: recorded')
      .replace('replicates: 3', 'replicates: 2');
    for (const [name, text] of [
      ['simulated', studyYaml],
      ['recorded', recorded],
    ] as const) {
      writeFileSync(join(folder, `${name}.yaml`), text);
      for (const shard of ['1', '2'])
        await cli(
          ['run', `${name}.yaml`, '--workers', '0', '--shard', `${shard}/2`, '--out', `${name}-${shard}`],
          folder,
        );
      await cli(['merge', `${name}-1`, `${name}-2`, '--out', `${name}-all`], folder);
      rmSync(join(folder, `${name}-1`), { recursive: true });
    }
    for (const unit of unitsOf(folder, 'simulated-all'))
      expect(await cli(['replay', 'simulated-all', '--unit', unit], folder)).toMatchObject({ code: 0 });
    const [unit] = unitsOf(folder, 'recorded-all');
    const words = ['replay', 'recorded-all', '--unit', unit!];
    const { root } = JSON.parse(readFileSync(join(folder, 'recorded-all', 'plan.json'), 'utf8'));
    if (root === undefined)
      expect(await refusal(words, folder)).toBe(
        'recorded-all: merged results do not say where their study file is, needed for the data of clean; say where with --study',
      );
    const { code, out } = await cli([...words, '--study', 'recorded.yaml'], folder);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(equal) });
    expect(out).toMatch(/^world +clean@20, recorded in data-0001\.csv$/m);
  });
});

test('the beginning of an id will do, if it is one unit’s; a wrong one is answered in a line', async () => {
  await inFolder({ 'study.yaml': studyYaml }, async (folder) => {
    await cli(['run', 'study.yaml', '--workers', '0', '--out', 'results'], folder);
    const [unit] = unitsOf(folder);
    const replayed = async (given: string) => (await cli(['replay', 'results', '--unit', given, '--json'], folder)).out;
    expect(JSON.parse(await replayed(unit!.slice(0, 8)))).toMatchObject({ unit, equal: true });
    expect(JSON.parse(await replayed(unit!.slice(0, 8).toUpperCase()))).toMatchObject({ unit });
    expect(await refusal(['replay', 'results', '--unit', unit!.slice(0, 3)], folder)).toBe(
      `--unit: "${unit!.slice(0, 3)}" is too short; allowed is an id, or 4 or more of its first digits`,
    );
    expect(await refusal(['replay', 'results', '--unit', 'hello, world'], folder)).toBe(
      '--unit: no unit "hello, world" in small; ids are in column unit of estimates.csv',
    );
    expect(await refusal(['replay', '.', '--unit', unit!], folder)).toBe(
      '.: is no results folder: it has no plan.json',
    );
    // a row that is not made yet
    const parts = readdirSync(join(folder, 'results')).filter((name) => name.startsWith('attempts-'));
    for (const part of parts) rmSync(join(folder, 'results', part));
    expect(existsSync(join(folder, 'results', 'plan.json'))).toBe(true);
    expect(await refusal(['replay', 'results', '--unit', unit!], folder)).toBe(
      `results: unit ${unit} has no row yet; run makes it`,
    );
  });
});
