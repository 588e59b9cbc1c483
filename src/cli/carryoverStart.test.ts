import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writePack } from '../experiment/submission/pack.fixture.node.ts';
import { cli, fitYaml, inFolder, refused, salesCsv } from './cli.fixture.ts';

const spec = (more = '') => `data: { date: period, outcome: revenue, channels: [tv, search, social, display] }
estimator: { use: ols }
${more}`;

test('carryover_start: zero forgets the spend before the window, as if its rows were not there', async () => {
  await inFolder({}, async (folder) => {
    mkdirSync(join(folder, 'pack'));
    writePack(folder, 1, 5);
    const rows = readFileSync(join(folder, 'data-0001.csv'), 'utf8').split('\n');
    const late = rows.filter((row) => !row.includes(',history,')).join('\n');
    for (const [name, text] of Object.entries({
      'late.csv': late,
      'as-is.yaml': spec(),
      'history.yaml': spec('carryover_start: history\n'),
      'zero.yaml': spec('carryover_start: zero\n'),
    }))
      writeFileSync(join(folder, name), text);
    const fit = async (data: string, name: string) => {
      const { code, out } = await cli(['fit', data, '--spec', name, '--json'], folder);
      expect(code).toBe(0);
      const { file: _, digest: __, ...answer } = JSON.parse(out);
      return answer;
    };
    const known = await fit('data-0001.csv', 'as-is.yaml');
    expect(known.carryover_start).toBe('history');
    expect(await fit('data-0001.csv', 'history.yaml')).toEqual(known);
    const forgotten = await fit('data-0001.csv', 'zero.yaml');
    expect(forgotten.carryover_start).toBe('zero');
    expect(forgotten.effects).not.toEqual(known.effects);
    expect(forgotten).toEqual(await fit('late.csv', 'as-is.yaml'));
  });
});

test('carryover_start: history of data that have none is one line with its place', async () => {
  await refused(
    { 'data.csv': salesCsv, 'fit.yaml': `${fitYaml}carryover_start: history\n` },
    'fit data.csv --spec fit.yaml',
    [
      'fit.yaml:3:18 carryover_start: history, but no row of the data is marked so; a column part: history, window, future does that',
    ],
  );
  await refused(
    { 'data.csv': salesCsv, 'fit.yaml': `${fitYaml}carryover_start: zeros\n` },
    'fit data.csv --spec fit.yaml',
    ['fit.yaml:3:18 carryover_start: received "zeros"; did you mean "zero"?'],
  );
});
