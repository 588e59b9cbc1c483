import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../core/errors.ts';
import { buildDataset } from './build.ts';
import { parseDataset } from './csv.ts';
import { dataSpecSchema } from './spec.ts';
import { dataSpecOf, datasetCsv } from './write.ts';

const national = dataSpecSchema.parse({ date: 'week', outcome: 'y', channels: ['x'], controls: ['z'] });
const head = 'week,part,x,z,y\n';
const read = (rows: string, over: object = {}) => parseDataset(head + rows, 'p.csv', { ...national, ...over }).dataset;
const problemsOf = (rows: string, over: object = {}): readonly string[] => {
  try {
    read(rows, over);
  } catch (error) {
    if (error instanceof InputError) return error.message.split('\n');
    throw error;
  }
  return [];
};

test('rows before and after the window are spend only; the window keeps its own dates and place in the calendar', () => {
  const data = read('3,history,1,,\n4,history,2,junk,9\n5,window,3,0.5,10\n6,window,4,0.6,11\n7,future,5,,\n');
  expect(data).toMatchObject({ periods: 2, history: 2, future: 1, firstPeriod: 5, carryoverStart: 'history' });
  expect(data.dates).toEqual(['5', '6']);
  const { spend } = data.channels[0]!;
  expect([spend.history, spend.window, spend.future].map((series) => [...series])).toEqual([[1, 2], [3, 4], [5]]);
  expect([[...data.controls[0]!.values], [...data.outcome.values]]).toEqual([
    [0.5, 0.6],
    [10, 11],
  ]);
});

test('a column `part` of other words is none of ours unless it is named', () => {
  const rows = '1,window,1,1,1\n2,door,2,2,2\n';
  expect(read(rows)).toMatchObject({ periods: 2, history: 0, carryoverStart: 'zero' });
  expect(problemsOf(rows, { part: 'part' })).toEqual(['p.csv:3:3 part: "door"; allowed are history, window, future']);
  expect(problemsOf('1,windw,1,1,1\n2,window,1,1,1\n', { part: 'part' })).toEqual([
    'p.csv:2:3 part: "windw"; allowed are history, window, future; did you mean "window"?',
  ]);
});

test.each([
  [
    '1,window,1,1,1\n2,history,1,1,1\n',
    "p.csv:3:3 part: history after window; a geo's rows go history, window, future",
  ],
  ['1,history,1,1,1\n2,history,1,1,1\n', 'p.csv:2:3 part: no row of the file is in the window'],
  ['1,history,,,\n2,window,1,1,1\n', 'p.csv:2:11 x: an empty cell where a number is needed'],
  ['1,history,1,,\n2,window,1,1,\n', 'p.csv:3:14 y: an empty cell where a number is needed'],
])('%j', (rows, line) => {
  expect(problemsOf(rows)).toEqual([line]);
});

test('geos whose windows differ are told apart', () => {
  const text =
    'week,geo,part,x,y\n1,a,history,1,\n2,a,window,1,1\n3,a,window,1,1\n1,b,history,1,\n2,b,history,1,\n3,b,window,1,1\n';
  const spec = dataSpecSchema.parse({ date: 'week', geo: 'geo', outcome: 'y', channels: ['x'] });
  expect(() => parseDataset(text, 'g.csv', spec)).toThrow(
    'g.csv:5:5 part: geo "b" has 2 + 1 + 0 rows of history + window + future, geo "a" has 1 + 2 + 0',
  );
});

describe('reading what was written, history and future included, gives the same dataset', () => {
  const spend = fc.double({ min: 0, max: 1e12, noNaN: true });
  const any = fc.double({ noNaN: true, noDefaultInfinity: true });
  const length = fc.integer({ min: 0, max: 3 });
  const datasets = fc
    .tuple(length, fc.integer({ min: 1, max: 4 }), length, fc.constantFrom(['national'], ['a'], ['a, "b"', ' c']))
    .chain(([history, periods, future, geos]) => {
      const series = (values: fc.Arbitrary<number>, n: number) =>
        fc
          .array(values, { minLength: n * geos.length, maxLength: n * geos.length })
          .map((list) => Float64Array.from(list));
      return fc.record({
        history: fc.constant(history),
        periods: fc.constant(periods),
        future: fc.constant(future),
        geos: fc.constant(geos),
        population: series(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), 1),
        firstPeriod: fc.integer({ min: -60, max: 60 }),
        // a channel may be called as one of our own columns
        name: fc.constantFrom('tv', 'part', 'period', 'geo'),
        spend: fc.record({
          history: series(spend, history),
          window: series(spend, periods),
          future: series(spend, future),
        }),
        bought: fc.option(
          fc.record({
            history: series(spend, history),
            window: series(spend, periods),
            future: series(spend, future),
          }),
          { nil: undefined },
        ),
        control: series(any, periods),
        outcome: series(any, periods),
      });
    })
    .map(({ name, spend: money, bought, control, outcome, ...rest }) =>
      buildDataset({
        ...rest,
        name: 'd.csv',
        period: 'week',
        dates: null,
        channels: [{ name, spend: money, ...(bought === undefined ? {} : { volume: bought }) }],
        controls: [{ name: 'price', values: control }],
        outcome: { name: 'y', values: outcome },
        carryoverStart: rest.history > 0 ? 'history' : 'zero',
      }),
    );
  test('bit for bit', () => {
    fc.assert(
      fc.property(datasets, (before) => {
        const { dataset, warnings } = parseDataset(datasetCsv(before, 'all'), 'd.csv', dataSpecOf(before));
        expect(warnings).toEqual([]);
        expect({ ...dataset, dates: null }).toEqual(before);
      }),
    );
  });
});

test('a volume is read from its own column, and belongs to a channel', () => {
  const spec = dataSpecSchema.parse({ outcome: 'y', channels: ['tv'], volumes: { tv: 'clicks' } });
  const { dataset } = parseDataset('tv,clicks,y\n1,30,5\n2,40,6\n', 'v.csv', spec);
  expect([...dataset.channels[0]!.volume!.window]).toEqual([30, 40]);
  const stray = { ...spec, volumes: { tvv: 'clicks' } };
  expect(() => parseDataset('tv,clicks,y\n1,30,5\n', 'v.csv', stray)).toThrow(
    'data.volumes.tvv: "tvv" is no channel; there are tv; did you mean "tv"?',
  );
});
