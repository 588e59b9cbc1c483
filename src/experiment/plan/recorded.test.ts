import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { describe, expect, test } from 'vitest';
import { nodeSurroundings } from '../load/study.node.ts';
import { runStudy } from '../runStudy.node.ts';
import { inFolder } from '../small.fixture.node.ts';
import { parseStudy } from '../study/study.ts';
import { writePack } from '../submission/pack.fixture.node.ts';
import { planStudy } from './planStudy.ts';

const text = `
name: recorded
scenarios: [./pack.yaml]
periods: recorded
estimators: { ols: { use: ols } }
replicates: 3
seed: 1
`;

const planIn = (folder: string, given: string) =>
  planStudy(parseStudy(given, join(folder, 'study.yaml')), nodeSurroundings(folder));

test('a cell is named by what its data are, not by where they lie', async () => {
  const idIn = () =>
    inFolder(async (folder) => {
      writePack(folder, 3, 1, 20);
      const { cells } = await planIn(folder, text);
      expect(cells[0]).toMatchObject({ name: 'clean@20', periods: 20, recording: { folder: '.' } });
      return cells[0]!.id;
    });
  expect(await idIn()).toBe(await idIn());
});

describe('what cannot be', () => {
  test.each([
    [
      'more replicates than datasets',
      ['replicates: 3', 'replicates: 4'],
      '6:13 replicates: 4; the recorded world clean has 3 datasets',
    ],
    [
      'something set',
      ['./pack.yaml', '{ use: ./pack.yaml, set: { a: 1 } }'],
      'clean is recorded: there is nothing in it to set',
    ],
    [
      'the generating curves',
      ['use: ols', 'use: ols, media: { given: truth }'],
      'nobody knows the curves of a recorded one',
    ],
    [
      'an estimand without truth',
      ['seed: 1', 'seed: 1\nestimands: [mroas.total]'],
      'in cell clean: the truth has no mroas.total as asked; it has roas.total[0..19+',
    ],
    [
      'a simulated world of no length',
      ['[./pack.yaml]', '[./pack.yaml, hidden-demand]'],
      '4:10 periods: recorded; hidden-demand is simulated, so say how many periods',
    ],
  ])('%s', async (_, [from, to], line) => {
    await inFolder(async (folder) => {
      writePack(folder, 3, 1, 20);
      await expect(planIn(folder, text.replace(from!, to!))).rejects.toThrow(line);
    });
  });
});

test('estimators that a study tells the truth are told that of the files', async () => {
  await inFolder(async (folder) => {
    writePack(folder, 3, 1, 20);
    const told = text.replace('{ use: ols }', '{ use: oracle-shifted, delta: 0.25, sd: 0 }');
    const study = parseStudy(told, join(folder, 'study.yaml'));
    const { performance } = await runStudy({ study, out: join(folder, 'out'), workers: 0 });
    const bias = performance.filter(({ measure, policy }) => measure === 'bias' && policy === 'as-analyzed');
    expect(bias).toHaveLength(4);
    for (const row of bias) expect(row.value).toBeCloseTo(0.25, 12);
  });
});

// others' data, never copied into the project: PLUMBLINE_SHARED or ../shared beside the project
const amss = resolve(process.env.PLUMBLINE_SHARED ?? '../shared', 'data/amss');
const missing = existsSync(amss) ? null : `no ${amss}; set PLUMBLINE_SHARED to the folder above data/`;
if (missing !== null) console.info(`skipped, AMSS data: ${missing}`);

test.skipIf(missing !== null)('an agent-based market simulator, as a recorded world', async () => {
  await inFolder(async (folder) => {
    const world = `
kind: recorded
name: amss
about: National weekly data of an agent-based market simulator.
folder: ${amss}
datasets: amss-*.csv
data: { date: time.index, outcome: revenue, channels: [tv.spend, search.spend], controls: [market.rate] }
truth:
  columns: { dataset: file, value: roas }
  estimand: roas.total
  channels: { tv: tv.spend, search: search.spend }
`;
    writeFileSync(join(folder, 'amss.yaml'), world);
    const given = text.replace('./pack.yaml', './amss.yaml').replace('replicates: 3', 'replicates: 2');
    const study = parseStudy(given, join(folder, 'study.yaml'));
    const { plan, performance, counts } = await runStudy({ study, out: join(folder, 'out'), workers: 0 });
    expect(plan.cells[0]).toMatchObject({ name: 'amss@156', periods: 156 });
    expect(counts.byStatus.ok).toBe(2);
    const truth = (channel: string) =>
      performance.find((row) => row.measure === 'mean_truth' && row.channel === channel)!.value;
    // truth.csv of the data: 3.4857 and 3.4513; 1.5721 and 1.5677
    expect(truth('tv.spend')).toBeCloseTo((3.4857 + 3.4513) / 2, 12);
    expect(truth('search.spend')).toBeCloseTo((1.5721 + 1.5677) / 2, 12);
  });
});
