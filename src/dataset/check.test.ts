import { expect, test } from 'vitest';
import { buildDataset } from './build.ts';
import { checkDataset, datasetProblems } from './check.ts';
import type { Dataset } from './types.ts';

const sound = buildDataset({
  name: 'd',
  period: 'week',
  geos: ['a', 'b'],
  population: Float64Array.of(1, 2),
  periods: 3,
  history: 1,
  future: 2,
  dates: null,
  firstPeriod: 0,
  channels: [
    { name: 'x', spend: { history: new Float64Array(2), window: new Float64Array(6), future: new Float64Array(4) } },
  ],
  controls: [],
  outcome: { name: 'y', values: new Float64Array(6) },
  carryoverStart: 'history',
});

const lines = (over: Partial<Dataset>) =>
  datasetProblems({ ...sound, ...over }).map((problem) => `${problem.path}: ${problem.message}`);

test('a sound dataset passes through unchanged', () => {
  expect(checkDataset(sound)).toBe(sound);
});

test('wrong shapes, numbers and names are each told', () => {
  expect(lines({ outcome: { name: 'x', values: Float64Array.of(1, 2, Number.NaN, 4, 5) } })).toEqual([
    'x: 5 values; 6 are needed',
    'x[2]: NaN where a finite number is needed',
    'x: "x" names more than one series',
  ]);
  const negative = {
    history: new Float64Array(2),
    window: Float64Array.of(0, 0, 0, 0, -1, 0),
    future: new Float64Array(3),
  };
  expect(lines({ channels: [{ name: 'x', spend: negative }] })).toEqual([
    'x.spend.window[4]: -1 where a finite number, 0 or more is needed',
    'x.spend.future: 3 values; 4 are needed',
  ]);
  expect(lines({ channels: [], dates: ['one'] })).toEqual(['channels: no channel', 'dates: 1 dates for 3 periods']);
  expect(() => checkDataset({ ...sound, periods: 0.5 })).toThrow('periods: 0.5 is no number of periods');
});

test('the digest depends on every series', () => {
  const changed = buildDataset({ ...sound, outcome: { name: 'y', values: new Float64Array(6).fill(1) } });
  expect(changed.digest).toMatch(/^[0-9a-f]{64}$/);
  expect(changed.digest).not.toBe(sound.digest);
  expect(buildDataset(sound).digest).toBe(sound.digest);
});

test('people and names of geos', () => {
  expect(lines({ population: Float64Array.of(1, 0), geos: ['a', 'a'] })).toEqual([
    'population[1]: 0 where a number above 0 is needed',
    'geos: "a" names more than one geo',
  ]);
});
