import fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from '../../core/errors.ts';
import { parseDataset } from '../csv.ts';
import { dateLabel, datesBetween, dayNumber, follows, laterDate, readDate } from '../dates.ts';
import { dataSpecSchema } from '../spec.ts';
import type { PeriodUnit } from '../types.ts';
import type { MissingPolicy } from './missing.ts';

const spec = dataSpecSchema.parse({ date: 'date', outcome: 'y', channels: ['x'], controls: ['z'] });
const read = (rows: readonly string[], missing: MissingPolicy, over: object = {}) =>
  parseDataset(['date,x,z,y', ...rows].join('\n'), 'm.csv', { ...spec, ...over }, missing);

function complaints(rows: readonly string[], missing: MissingPolicy): readonly string[] {
  try {
    read(rows, missing);
  } catch (error) {
    if (error instanceof InputError) return error.message.split('\n');
    throw error;
  }
  return [];
}

const gappy = ['2024-01-01,1,10,100', '2024-01-22,4,NA,400', '2024-01-29,5,50,', '2024-02-05,6,60,600'];

test('unless told otherwise, a gap and an empty cell are problems that say what can be done', () => {
  expect(complaints(gappy, 'fail')).toEqual([
    'm.csv:3:1 date: "2024-01-22" is not the week after "2024-01-01"; --missing interpolate fills the gap in, --missing drop goes on as if there were none',
    'm.csv:3:14 z: "NA" where a number is needed',
    'm.csv:4:17 y: an empty cell where a number is needed',
  ]);
});

test('interpolation puts weeks and values on the line between their neighbors, and says of each that it did', () => {
  const { dataset, warnings } = read(gappy, 'interpolate');
  expect(dataset.dates).toEqual(['2024-01-01', '2024-01-08', '2024-01-15', '2024-01-22', '2024-01-29', '2024-02-05']);
  for (const [values, unit] of [
    [dataset.channels[0]!.spend.window, 1],
    [dataset.controls[0]!.values, 10],
    [dataset.outcome.values, 100],
  ] as const) {
    [...values].forEach((value, t) => {
      expect(value).toBeCloseTo(unit * (t + 1), 9);
    });
  }
  expect(warnings.map(({ line, path, message }) => `${line} ${path}: ${message}`)).toEqual([
    '3 date: 2 weeks from "2024-01-08" on had no row before this one: filled in',
    '3 z: no value: 40 is put there',
    '4 y: no value: 500 is put there',
  ]);
});

test('what has no neighbor on one side is not made up, nor is a gap of no whole number of weeks', () => {
  expect(complaints(['2024-01-01,1,,1', '2024-01-08,2,2,2', '2024-01-18,3,3,'], 'interpolate')).toEqual([
    'm.csv:2:14 z: no value before it to interpolate from',
    'm.csv:4:1 date: "2024-01-18" is no whole number of weeks after "2024-01-08", or too many: nothing to fill in',
    'm.csv:4:16 y: no value after it to interpolate from',
  ]);
  expect(complaints(['2024-01-01,1,1,1', '2224-01-01,2,2,2'], 'interpolate')).toHaveLength(1);
});

test('dropping leaves out rows that lack a number and rows that stand twice, and says so', () => {
  const { dataset, warnings } = read([...gappy, gappy[3]!], 'drop');
  expect(dataset.dates).toEqual(['2024-01-01', '2024-02-05']);
  expect(warnings.map(({ message }) => message)).toEqual([
    'no value of z: the row is left out',
    'no value of y: the row is left out',
    '"2024-02-05" is not the week after "2024-01-01"; the gap is ignored',
    'the same as line 5 in every cell: left out',
  ]);
  expect(complaints([...gappy.slice(0, 1), '2024-01-01,1,10,101'], 'drop')[0]).toContain('duplicate date');
});

test('a date that one geo loses is lost to all; each geo is interpolated by itself', () => {
  const geos = { ...spec, geo: 'g' };
  const rows = ['1,n,1,0,1', '2,n,,0,2', '3,n,3,0,3', '1,s,10,0,1', '2,s,20,0,2', '3,s,30,0,3'];
  const text = ['date,g,x,z,y', ...rows].join('\n');
  const dropped = parseDataset(text, 'g.csv', geos, 'drop');
  expect([...dropped.dataset.channels[0]!.spend.window]).toEqual([1, 3, 10, 30]);
  const filled = parseDataset(text, 'g.csv', geos, 'interpolate');
  expect([...filled.dataset.channels[0]!.spend.window]).toEqual([1, 2, 3, 10, 20, 30]);
});

test('outside of the window nobody needs an outcome', () => {
  const rows = ['date,part,x,z,y', '1,history,1,,', '2,window,,0,1', '3,window,3,0,2', '4,future,4,,'];
  for (const [policy, spend] of [
    ['interpolate', [2, 3]],
    ['drop', [3]],
  ] as const) {
    const { dataset } = parseDataset(rows.join('\n'), 'p.csv', spec, policy);
    expect([...dataset.channels[0]!.spend.window]).toEqual(spend);
    expect([...dataset.channels[0]!.spend.history]).toEqual([1]);
  }
});

test('whole files come out the same whatever is said of missing values', () => {
  const rows = ['2024-01-01,1,10,100', '2024-01-08,4,20,400'];
  const digests = (['fail', 'interpolate', 'drop'] as const).map((policy) => read(rows, policy).dataset.digest);
  expect(new Set(digests).size).toBe(1);
});

test('later dates read back, follow one another, and lie between', () => {
  const day = fc.record({
    year: fc.integer({ min: 1600, max: 2600 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
  });
  const form = fc.constantFrom('iso' as const, 'm/d/yyyy' as const);
  const unit = fc.constantFrom<PeriodUnit>('day', 'week', 'month', 'quarter', 'year');
  fc.assert(
    fc.property(day, form, unit, fc.integer({ min: 0, max: 60 }), (start, written, period, gap) => {
      const from = { form: written, ...start };
      expect(readDate(dateLabel(from))).toEqual(from);
      const to = laterDate(from, period, gap + 1);
      const between = datesBetween(from, to, period, 60)!;
      expect(between).toHaveLength(gap);
      const chain = [from, ...between.map((label) => readDate(label)!), to];
      for (let i = 1; i < chain.length; i++) expect(follows(chain[i - 1]!, chain[i]!, period)).toBe(true);
      if (period === 'day' && to.form !== 'index') expect(dayNumber(to) - dayNumber(start)).toBe(gap + 1);
    }),
  );
  expect(dateLabel(laterDate(readDate('2024-01-31')!, 'month', 1))).toBe('2024-02-29');
  expect(datesBetween(readDate('2024-01-01')!, readDate('2024-01-11')!, 'week', 9)).toBeUndefined();
  expect(datesBetween(readDate('3')!, readDate('6')!, 'week', 9)).toEqual(['4', '5']);
});
