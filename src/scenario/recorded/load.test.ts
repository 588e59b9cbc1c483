import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadAnyScenario, loadScenario } from '../load.node.ts';
import { loadRecorded } from './load.node.ts';
import { lookAt } from './look.node.ts';

const pack = {
  'w.yaml':
    'kind: recorded\nname: w\ndata: { outcome: y, channels: [tv.spend, radio] }\ntruth: { channels: { tv: tv.spend } }\n',
  'data-2.csv': 'tv.spend,radio,y\n1,2,3\n4,5,7\n',
  'data-10.csv': 'tv.spend,radio,y\n1,2,3\n4,5,6\n',
  'truth.csv': 'dataset,channel,estimand,value\ndata-2,tv,roas.total,1.5\ndata-10.csv,radio,roas.total[0..1+3],\n',
};

function within<T>(changes: Readonly<Record<string, string | null>>, work: (file: string, folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-recorded-'));
  try {
    for (const [name, text] of Object.entries({ ...pack, ...changes }))
      if (text !== null) writeFileSync(join(folder, name), text);
    return work(join(folder, 'w.yaml'), folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const complaint = (changes: Readonly<Record<string, string | null>>) =>
  within(changes, (file, folder) => {
    try {
      loadRecorded(file);
    } catch (error) {
      return (error as Error).message.replaceAll(`${folder}/`, '').replaceAll(folder, '.');
    }
    return null;
  });

test('a folder of CSVs, data-2 before data-10, and truth by the names that it uses', () => {
  within({}, (file, folder) => {
    const world = loadRecorded(file);
    expect(world).toMatchObject({ name: 'w', folder, periods: 2, truthFiles: [join(folder, 'truth.csv')] });
    expect(world.datasets.map((dataset) => dataset.file)).toEqual(['data-2.csv', 'data-10.csv']);
    const window = [0, 1];
    expect(world.truth).toEqual([
      { dataset: 'data-2.csv', estimand: { channel: 'tv.spend', kind: 'roas.total', window, tail: 0 }, value: 1.5 },
      { dataset: 'data-10.csv', estimand: { channel: 'radio', kind: 'roas.total', window, tail: 3 }, value: null },
    ]);
    expect(loadAnyScenario(file)).toEqual(world);
    expect(() => loadScenario(file)).toThrow('w.yaml kind: recorded: its data lie in files and are not simulated');
  });
});

test('a truth that is not there is withheld, and can come from elsewhere', () => {
  within({ 'truth.csv': null }, (file, folder) => {
    expect(loadRecorded(file).truth).toBeNull();
    writeFileSync(join(folder, 'secret'), pack['truth.csv']);
    expect(loadRecorded(file, join(folder, 'secret')).truth).toHaveLength(2);
    expect(() => loadRecorded(file, join(folder, 'lost'))).toThrow('lost: there is no such file');
  });
});

const truth = (row: string) => ({ 'truth.csv': `dataset,channel,estimand,value\n${row}\n` });

/** A pack whose one dataset has dates. */
const dated = (rows: string) => ({
  'w.yaml': pack['w.yaml'].replace('outcome: y', 'date: date, outcome: y'),
  'data-10.csv': null,
  'data-2.csv': `date,tv.spend,radio,y\n${rows}\n`,
});

test('a byte order mark, carriage returns and blank lines are nothing to a world', () => {
  const messy = (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}\r\n`;
  const plain = within({}, (file) => loadRecorded(file));
  const files = Object.fromEntries(Object.entries(pack).map(([name, text]) => [name, messy(text)]));
  const same = within(files, (file) => loadRecorded(file));
  expect(same.datasets).toEqual(plain.datasets);
  expect(same.truth).toEqual(plain.truth);
});

test('truth may lie in several files, a channel in one and a channel in another', () => {
  const changes = {
    'w.yaml': pack['w.yaml'].replace('truth: {', 'truth: { file: [truth.csv, more.csv],'),
    'more.csv': 'dataset,channel,estimand,value\ndata-2,radio,roas.total,4\n',
  };
  within(changes, (file, folder) => {
    const { truth: known, truthFiles } = loadRecorded(file);
    expect(truthFiles).toEqual([join(folder, 'truth.csv'), join(folder, 'more.csv')]);
    expect(known!.map(({ value }) => value)).toEqual([1.5, null, 4]);
    // one of two that is gone is an accident, not a secret
    rmSync(join(folder, 'more.csv'));
    expect(() => loadRecorded(file)).toThrow('more.csv: there is no such file');
  });
});

test('a look at a world has its first dataset, and the gaps that a study takes no notice of', () => {
  within(dated('2024-01-01,1,2,3\n2024-01-29,4,5,7'), (file, folder) => {
    writeFileSync(join(folder, 'truth.csv'), 'dataset,channel,estimand,value\ndata-2,tv,roas.total,1\n');
    const world = loadRecorded(file);
    const { first, warnings } = lookAt(world);
    expect(first.digest).toBe(world.datasets[0]!.digest);
    expect(warnings).toEqual([
      {
        file: 'data-2.csv',
        line: 3,
        column: 1,
        path: 'date',
        message: '"2024-01-29" is not the week after "2024-01-01"; the gap is ignored',
      },
    ]);
  });
});

test.each([
  [truth('data-3,tv,roas.total,1'), 'truth.csv:2:1 dataset: "data-3" is none of the datasets; did you mean "data-2"?'],
  [
    truth('data-2,radoi,roas.total,1'),
    'truth.csv:2:8 channel: "radoi" is no channel; there are tv.spend, radio; did you mean "radio"?',
  ],
  [truth('data-2,tv,roas,1'), 'truth.csv:2:11 estimand: "roas" is no estimand of 2 periods'],
  [
    truth('data-2,tv,roas.total[0..2+0],1'),
    'truth.csv:2:11 estimand: "roas.total[0..2+0]" is no estimand of 2 periods',
  ],
  [truth('data-2,tv,roas.total,1.5x'), 'truth.csv:2:22 value: "1.5x" where a number is needed'],
  [
    truth('data-2,tv,roas.total,1\ndata-2.csv,tv.spend,roas.total,2'),
    'truth.csv:3:1 dataset: tv.spend, roas.total[0..1+0] of data-2.csv stands on line 2 already',
  ],
  [
    { 'truth.csv': 'dataset,channel,value\ndata-2,tv,1\n' },
    'truth.csv: no column says which estimand the values are; add truth.estimand: roas.total to the recorded world',
  ],
  [
    truth('data-7,tv,roas.total,1\ndata-7,radio,roas.total,1\ndata-2,tv,roas.total,x\ndata-7,tv,contribution,1'),
    'truth.csv:2:1 dataset: "data-7" is none of the datasets (in 3 rows); did you mean "data-2"?\ntruth.csv:4:22 value: "x" where a number is needed',
  ],
  [
    {
      'w.yaml': pack['w.yaml'].replace('truth: {', 'truth: { file: [truth.csv, more.csv],'),
      'more.csv': 'dataset,channel,estimand,value\ndata-10,tv,roas.total,1\ndata-2,tv.spend,roas.total[0..1+0],2\n',
    },
    'more.csv:3:1 dataset: tv.spend, roas.total[0..1+0] of data-2.csv stands in truth.csv, line 2, already',
  ],
  [truth('data-2,tv,roas.total,NaN'), 'truth.csv:2:22 value: "NaN" where a number is needed'],
  [
    { 'data-2.csv': 'tv_spend,radio,y\n1,2,3\n4,5,7\n' },
    'data-2.csv:1 data.channels[0]: no column "tv.spend"; the file has tv_spend, radio, y; did you mean "tv_spend"?',
  ],
  [{ 'data-2.csv': 'tv.spend,radio,y\n1,2,3\n4,5,NaN\n' }, 'data-2.csv:3:5 y: "NaN" where a number is needed'],
  [
    { 'data-2.csv': 'tv.spend,radio,y\n1,2,3\n-4,5,7\n' },
    'data-2.csv:3:1 tv.spend: -4 is below 0; tv.spend may not be negative',
  ],
  [
    dated('2024-01-08,1,2,3\n2024-01-01,4,5,7'),
    'data-2.csv:3:1 date: "2024-01-01" comes after "2024-01-08"; dates must rise',
  ],
  [
    dated('2024-13-45,1,2,3\n2024-01-01,4,5,7'),
    'data-2.csv:2:1 date: "2024-13-45" is no date; 2024-03-18, 3/18/2024, 2024-03 or a period number are',
  ],
  [{ 'data-3.csv': pack['data-2.csv'] }, 'data-3.csv: the same data as data-2.csv'],
  [{ 'data-10.csv': 'tv.spend,radio,y\n1,2,3\n' }, 'data-10.csv: 1 periods in its window; data-2.csv has 2'],
  [{ 'data-10.csv': 'tv.spend,radio,y\n1,2,\n1,1,1\n' }, 'data-10.csv:2:5 y: an empty cell where a number is needed'],
  [
    { 'w.yaml': 'kind: recorded\nname: w\ndatasets: d*.txt\ndata: { outcome: y, channels: [radio] }\n' },
    'w.yaml:3:11 datasets: no file in . is called d*.txt',
  ],
  [{ 'w.yaml': `${pack['w.yaml']}folder: gone\n` }, 'w.yaml:5:9 folder: there is no folder gone'],
  [
    { 'w.yaml': pack['w.yaml'].replace('tv: tv.spend', 'tv: tv') },
    'w.yaml:4:20 truth.channels: "tv" is none of data.channels: tv.spend, radio',
  ],
])('%j', (changes, line) => {
  expect(complaint(changes)).toBe(line);
});
