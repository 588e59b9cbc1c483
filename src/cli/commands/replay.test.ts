import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { encodeLine } from '../../experiment/journal/line.ts';
import { journalParts } from '../../experiment/journal/writer.node.ts';
import { writePack } from '../../experiment/submission/pack.fixture.node.ts';
import { cli, inFolder, studyYaml } from '../cli.fixture.ts';

const boot = studyYaml.replace('{ use: ols }', '{ use: ols, intervals: { bootstrap: 20 } }');

/** Runs a study in a folder, and gives the units of its estimates, one an attempt. */
async function made(folder: string, text: string, table = 'estimates.csv'): Promise<readonly string[]> {
  writeFileSync(join(folder, 'study.yaml'), text);
  await cli(['run', 'study.yaml', '--workers', '0', '--out', 'results'], folder);
  const [header, ...lines] = readFileSync(join(folder, 'results', table), 'utf8')
    .trim()
    .split('\n');
  const at = header!.split(',').indexOf('unit');
  return [...new Set(lines.map((line) => line.split(',')[at]!))];
}

/** A journal with one row changed, its checksum right. */
function tamper(folder: string, unit: string, change: (row: { effects: { point: number }[] }) => void): void {
  const [part] = journalParts(join(folder, 'results'));
  const file = join(folder, 'results', part!);
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const changed = lines.map((line) => {
    const { sum: _, ...row } = JSON.parse(line);
    if (row.unit === unit) change(row);
    return encodeLine(row);
  });
  writeFileSync(file, changed.join(''));
}

test('every unit comes out again bit for bit, with its key, its answers and what the fit says of itself', async () => {
  await inFolder({}, async (folder) => {
    const units = await made(folder, boot);
    expect(units).toHaveLength(3);
    for (const unit of units) {
      const { code, out } = await cli(['replay', 'results', '--unit', unit], folder);
      expect({ code, last: out.trim().split('\n').at(-1) }).toEqual({
        code: 0,
        last: expect.stringMatching(/^equal, bit for bit: \d+ values and the digest of the data$/),
      });
    }
    const { out } = await cli(['replay', 'results', '--unit', units[1]!], folder);
    expect(out).toMatch(/^world +clean@40, simulated$/m);
    expect(out).toMatch(/^key +seed 1, replicate 1, arm [0-9a-f]{32}$/m);
    expect(out).toMatch(/^dataset +digest [0-9a-f]{64}, as journaled$/m);
    expect(out).toMatch(/^ {10}40 weeks; spend of \d+ before is known, of \d+ after; national$/m);
    expect(out).toMatch(/^ {10}outcome revenue, mean [\d.]+; no controls$/m);
    expect(out).toMatch(/^ {10}spend tv [\d.]+ · search [\d.]+ · social [\d.]+ · display [\d.]+$/m);
    expect(out).toMatch(/^settings +\{"use":"ols", .*\n?.*"intervals":\{"bootstrap":20/m);
    // the effects are as wide as the study has levels
    const widths = out.split('\n').flatMap((line) => (/[─\]]/.test(line) ? [] : [line.length]));
    expect(Math.max(...widths)).toBeLessThan(101);
    expect(out).toMatch(/^tv +roas\.total\[0\.\.39\+\d+\] .*(covers|misses)/m);
    expect(out).toMatch(/ · r2 |^r2 /m);
    const json = JSON.parse((await cli(['replay', 'results', '--unit', units[1]!, '--json'], folder)).out);
    expect(json).toMatchObject({ equal: true, different: [], replicate: 1, seed: 1, unit: units[1] });
    expect(json.parameters.length).toBeGreaterThan(4);
  });
});

test('a row that is not what comes out is named, field by field; other units are untouched by it', async () => {
  await inFolder({}, async (folder) => {
    const [first, second] = await made(folder, studyYaml);
    tamper(folder, first!, (row) => {
      row.effects[2]!.point += 1e-9;
    });
    const { code, out } = await cli(['replay', 'results', '--unit', first!], folder);
    expect({ code, last: out.trim().split('\n').at(-1) }).toEqual({ code: 1, last: 'different: effects.2.point' });
    expect(out).toMatch(/^1 of \d+ values differ$/m);
    expect(out).toMatch(/^effects\.2\.point +\d\.\d+ +\d\.\d+ +social roas\.total, point$/m);
    expect((await cli(['replay', 'results', '--unit', second!], folder)).code).toBe(0);
  });
});

test('an unknown unit is guessed; results of other code need --force', async () => {
  await inFolder({}, async (folder) => {
    const [unit] = await made(folder, studyYaml);
    const slip = `${unit!.slice(0, -1)}${unit!.endsWith('0') ? '1' : '0'}`;
    expect(await cli(['replay', 'results', '--unit', slip], folder)).toEqual({
      code: 3,
      out: '',
      err: `--unit: no unit "${slip}" in small; ids are in column unit of estimates.csv; did you mean "${unit}"?\n`,
    });
    const file = join(folder, 'results', 'plan.json');
    const { hashJson } = await import('../../core/hash.ts');
    const { plan, root } = JSON.parse(readFileSync(file, 'utf8'));
    const older = { ...plan, versions: { ...plan.versions, plumbline: '0.0.1' } };
    writeFileSync(file, JSON.stringify({ hash: hashJson(older), root, plan: older }));
    const { code, err } = await cli(['replay', 'results', '--unit', unit!], folder);
    expect(code).toBe(3);
    expect(err).toMatch(
      /^results: made by other code \(plumbline 0\.0\.1, here [\d.]+\); replay with that, or with --force\n$/,
    );
    expect((await cli(['replay', 'results', '--unit', unit!, '--force'], folder)).code).toBe(0);
  });
});

test('a recorded dataset that was changed since is refused', async () => {
  await inFolder({}, async (folder) => {
    writePack(folder, 2, 3);
    const text = studyYaml.replace('[clean]', '[./pack.yaml]').replace('periods: 40', 'periods: recorded');
    const [unit] = await made(folder, text.replace('replicates: 3', 'replicates: 2'));
    expect((await cli(['replay', 'results', '--unit', unit!], folder)).code).toBe(0);
    const file = join(folder, 'data-0001.csv');
    writeFileSync(
      file,
      readFileSync(file, 'utf8')
        .replace(/\d\n$/, '\n')
        .replace(/(window,\d+\.\d)\d/, '$17'),
    );
    const { code, err } = await cli(['replay', 'results', '--unit', unit!], folder);
    expect(code).toBe(3);
    expect(err).toContain('its numbers changed since the study was planned');
  });
});
