import { expect, test } from 'vitest';
import { z } from 'zod';
import { columnSettings, designMatrix, fixedColumns, keptChannels } from './columns.ts';
import { testDataset } from './testData.ts';

const schema = z.strictObject(columnSettings);
const { dataset } = testDataset({ tv: 1, radio: 1 }, { geos: 2, periods: 8 });

test('order and names: an intercept a geo, trend, Fourier pairs, controls', () => {
  const settings = schema.parse({ trend: true, seasonality: { every: 4, pairs: 2 } });
  const columns = fixedColumns(dataset, settings);
  // at every = 4 the second sine is 0 throughout and is not there
  expect(columns.map(({ name }) => name)).toEqual([
    'intercept.geo 0',
    'intercept.geo 1',
    'trend',
    'sin_1',
    'cos_1',
    'cos_2',
    'price',
  ]);
  expect([...columns[1]!.values]).toEqual([...new Array(8).fill(0), ...new Array(8).fill(1)]);
  expect([...columns[2]!.values]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7]);
  // the window's first period is 7 in the calendar, three quarters of a cycle of four
  expect(columns[3]!.values[0]).toBeCloseTo(-1, 12);
  expect(columns[5]!.values[0]).toBeCloseTo(-1, 12);
  expect(designMatrix(columns).subarray(2 * 16, 2 * 16 + 2)).toEqual(Float64Array.of(0, 1));
});

test('names are kept in the dataset’s order; unknown ones come with a guess', () => {
  expect(keptChannels(dataset, ['radio', 'tv']).map(({ name }) => name)).toEqual(['tv', 'radio']);
  expect(() => keptChannels(dataset, ['tvv'])).toThrow('channels[0]: the data have no "tvv" here; allowed: tv, radio');
  expect(() => fixedColumns(dataset, schema.parse({ controls: ['prise'] }))).toThrow('did you mean "price"?');
  expect(fixedColumns(dataset, schema.parse({ controls: 'none' })).map(({ role }) => role)).toEqual([
    'intercept',
    'intercept',
  ]);
});

test('waves faster than two periods are refused', () => {
  expect(schema.safeParse({ seasonality: { every: 4, pairs: 3 } }).success).toBe(false);
  expect(schema.safeParse({ seasonality: { every: 52.18, pairs: 2 } }).success).toBe(true);
});
