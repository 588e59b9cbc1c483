import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../core/errors.ts';
import { buildDataset } from './build.ts';
import { datasetProblems } from './check.ts';
import { parseDataset } from './csv.ts';
import { dataSpecSchema } from './spec.ts';
import { datasetCsv } from './write.ts';

const spec = dataSpecSchema.parse({ date: 'date', outcome: 'y', channels: ['x1', 'x2'], controls: ['z'] });
const header = 'date,quarter,x1,x2,z,y\n';

/** The lines a user would see. */
function problemsOf(csv: string, over: object = {}): string[] {
  try {
    parseDataset(csv, 'u.csv', { ...spec, ...over });
  } catch (error) {
    if (error instanceof InputError) return error.message.split('\n');
    throw error;
  }
  return [];
}

test('reads the named columns, leaves others alone, and knows the calendar', () => {
  const csv = `${header}10/2/2021,2021Q4,1,0,-1.5,10\r\n10/9/2021,2021Q4,2e1,0.5,.25,11\r\n`;
  const { dataset, warnings } = parseDataset(csv, 'u.csv', spec);
  expect(warnings).toEqual([]);
  expect(dataset).toMatchObject({ periods: 2, history: 0, future: 0, carryoverStart: 'zero', geos: ['national'] });
  expect(dataset.dates).toEqual(['10/2/2021', '10/9/2021']);
  expect(dataset.firstPeriod).toBe(39); // 2 October is day 274 of the year, in its 40th week
  expect([...dataset.channels[0]!.spend.window]).toEqual([1, 20]);
  expect([...dataset.controls[0]!.values]).toEqual([-1.5, 0.25]);
  expect([...dataset.outcome.values]).toEqual([10, 11]);
  expect(datasetProblems(dataset)).toEqual([]);
});

test('every problem at once, by line and column', () => {
  const csv = `${header}2021-10-02,a,1,NaN,0,10\n2021-10-09,a,-3,2,"1,200",\n2021-10-09,a,1,2,0,ten\n2021-10-16,a,1\n`;
  expect(problemsOf(csv)).toEqual([
    'u.csv:2:16 x2: "NaN" where a number is needed',
    'u.csv:3:14 x1: -3 is below 0; x1 may not be negative',
    'u.csv:3:19 z: "1,200" where a number is needed; did you mean "1200"?',
    'u.csv:3:27 y: an empty cell where a number is needed',
    'u.csv:4:1 date: duplicate date "2021-10-09", first on line 3',
    'u.csv:4:20 y: "ten" where a number is needed',
    'u.csv:5:14: 3 cells in this row; the header has 6',
  ]);
});

test('missing columns come with a guess, repeated ones with a place', () => {
  expect(problemsOf('date,spend_x1,x2,z,y\n2021-10-02,1,2,3,4\n', { channels: ['spend_x', 'x2'] })).toEqual([
    'u.csv:1 data.channels[0]: no column "spend_x"; the file has date, spend_x1, x2, z, y; did you mean "spend_x1"?',
  ]);
  expect(problemsOf('date,x1,x2,x2,z,y\n2021-10-02,1,2,2,3,4\n')).toEqual([
    'u.csv:1:12 data.channels[1]: column "x2" stands twice in the header',
  ]);
  expect(problemsOf(`${header}2021-10-02,a,1,2,3,4\n`, { controls: ['x1'] })).toEqual([
    'data: column "x1" is given more than one role',
  ]);
});

test('empty files, dates that fall or are none, other forms of date', () => {
  expect(problemsOf('')).toEqual(['u.csv: the file is empty; a header and rows are needed']);
  expect(problemsOf(header)).toEqual(['u.csv:2: there is a header but no row of data']);
  const rows = ['2021-10-09,a,1,1,1,1', '2021-10-02,a,1,1,1,1', '10/16/2021,a,1,1,1,1', 'soon,a,1,1,1,1'];
  expect(problemsOf(header + rows.join('\n'))).toEqual([
    'u.csv:3:1 date: "2021-10-02" comes after "2021-10-09"; dates must rise',
    'u.csv:4:1 date: "10/16/2021" is written as m/d/yyyy, the first date as iso',
    'u.csv:5:1 date: "soon" is no date; 2024-03-18, 3/18/2024, 2024-03 or a period number are',
  ]);
});

test('gaps are warnings, not errors', () => {
  const csv = `${header}2021-10-02,a,1,1,1,1\n2021-10-16,a,1,1,1,1\n`;
  expect(parseDataset(csv, 'u.csv', spec).warnings).toMatchObject([{ line: 3, column: 1, path: 'date' }]);
});

test('long files of several geos become geo-major, and need the same dates everywhere', () => {
  const geo = dataSpecSchema.parse({ date: 't', geo: 'g', outcome: 'y', channels: ['x'] });
  const csv = 't,g,x,y\n1,b,1,10\n1,a,2,20\n2,b,3,30\n2,a,4,40\n';
  const { dataset } = parseDataset(csv, 'g.csv', geo);
  expect(dataset.geos).toEqual(['b', 'a']);
  expect([...dataset.outcome.values]).toEqual([10, 30, 20, 40]);
  expect(dataset).toMatchObject({ periods: 2, dates: ['1', '2'], firstPeriod: 1 });
  expect(() => parseDataset('t,g,x,y\n1,b,1,10\n1,a,2,20\n2,b,3,30\n', 'g.csv', geo)).toThrow(
    'g.csv:3 geo: geo "a" has no row for "2", which "b" has; all geos need the same dates',
  );
});

describe('geo files', () => {
  const spec = dataSpecSchema.parse({ date: 't', geo: 'g', population: 'n', outcome: 'y', channels: ['x'] });
  const complaintsOf = (rows: readonly string[]) => {
    try {
      parseDataset(`t,g,n,x,y\n${rows.join('\n')}\n`, 'g.csv', spec);
    } catch (error) {
      if (error instanceof InputError) return error.message.split('\n');
      throw error;
    }
    return [];
  };

  test('population is read; rows by date or by geo are one dataset', () => {
    const byDate = 't,g,n,x,y\n1,b,5,1,10\n1,a,7.5,2,20\n2,b,5,3,30\n2,a,7.5,4,40\n';
    const byGeo = 't,g,n,x,y\n1,b,5,1,10\n2,b,5,3,30\n1,a,7.5,2,20\n2,a,7.5,4,40\n';
    const { dataset } = parseDataset(byDate, 'g.csv', spec);
    expect([...dataset.population]).toEqual([5, 7.5]);
    expect(parseDataset(byGeo, 'g.csv', spec).dataset.digest).toBe(dataset.digest);
  });

  test.each([
    [
      ['1,a,5,1,1', '1,b,5,1,1', '2,a,5,1,1'],
      'g.csv:3 geo: geo "b" has no row for "2", which "a" has; all geos need the same dates',
    ],
    [
      ['2,a,5,1,1', '1,b,5,1,1', '2,b,5,1,1', '3,b,5,1,1'],
      'g.csv:2 geo: geo "a" has no row for "1", which "b" has (2 dates are missing); all geos need the same dates',
    ],
    [['1,a,5,1,1', '1,a,5,1,1', '1,b,5,1,1'], 'g.csv:3:1 date: duplicate date "1" in geo "a", first on line 2'],
    [
      ['1,a,5,1,1', '2,a,6,1,1'],
      'g.csv:3:5 n: 6 where the rows of geo "a" before it have 5; its population is one number',
    ],
    [['1,a,0,1,1', '2,a,0,1,1'], 'g.csv:2:5 n: 0 in geo "a" where a number above 0 is needed'],
    [['1,a,-3,1,1'], 'g.csv:2:5 n: -3 in geo "a" where a number above 0 is needed'],
    [['1,a,5,1,1', '1,,5,1,1'], 'g.csv:3:3 geo: an empty cell where a geo is named'],
  ])('%j', (rows, line) => {
    expect(complaintsOf(rows)).toEqual([line]);
  });

  test('a misspelt population column is guessed, and one column has one role', () => {
    const wrong = (given: object) => () => parseDataset('t,g,n,x,y\n1,a,5,1,1\n', 'g.csv', { ...spec, ...given });
    expect(wrong({ geo: 'G' })).toThrow('data.geo: no column "G"; the file has t, g, n, x, y; did you mean "g"?');
    expect(wrong({ population: 'g' })).toThrow('data: column "g" is given more than one role');
  });
});

test('a thousand problems are counted, not printed', () => {
  const csv = header + Array.from({ length: 1000 }, (_, t) => `${t},a,x,1,1,1`).join('\n');
  const lines = problemsOf(csv);
  expect(lines).toHaveLength(51);
  expect(lines.at(-1)).toBe('u.csv: and 950 more');
});

test('reading what was written gives the same bits', () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true });
  const row = fc.record({ x: fc.double({ min: 0, max: 1e12, noNaN: true }), z: number, y: number });
  fc.assert(
    fc.property(fc.array(row, { minLength: 2, maxLength: 8 }), fc.constantFrom(1, 2), (rows, geos) => {
      const used = rows.slice(0, Math.floor(rows.length / geos) * geos);
      const values = (key: 'x' | 'y' | 'z') => Float64Array.from(used, (r) => r[key] + 0);
      const none = new Float64Array(0);
      const before = buildDataset({
        name: 'd',
        period: 'week',
        geos: geos === 1 ? ['national'] : ['north, "old"', 'south'],
        population: Float64Array.from({ length: geos }, (_, g) => (geos === 1 ? 1 : 1e5 / (g + 3))),
        periods: used.length / geos,
        history: 0,
        future: 0,
        dates: null,
        firstPeriod: 0,
        channels: [{ name: 'x', spend: { history: none, window: values('x'), future: none } }],
        controls: [{ name: 'z', values: values('z') }],
        outcome: { name: 'y', values: values('y') },
        carryoverStart: 'zero',
      });
      const columns = { date: 'period', outcome: 'y', channels: ['x'], controls: ['z'], period: 'week' };
      const spec = dataSpecSchema.parse(geos === 1 ? columns : { ...columns, geo: 'geo', population: 'population' });
      expect(parseDataset(datasetCsv(before), 'd.csv', spec).dataset.digest).toBe(before.digest);
    }),
  );
});
