import { expect, test } from 'vitest';
import { buildDataset } from './build.ts';
import { sliceDataset } from './slice.ts';

const count = (n: number, from = 0) => Float64Array.from({ length: n }, (_, i) => from + i);
const dataset = buildDataset({
  ...{
    name: 'd',
    period: 'week',
    geos: ['n', 's'],
    population: Float64Array.of(1, 2),
    periods: 4,
    history: 2,
    future: 1,
  },
  ...{
    dates: ['a', 'b', 'c', 'd'],
    firstPeriod: 10,
    controls: [{ name: 'z', values: count(8, 200) }],
    carryoverStart: 'history',
  },
  // geo n spends 0 to 6 from the first of history to the last of the future, geo s 10 to 16
  channels: [
    {
      name: 'x',
      spend: {
        history: Float64Array.of(0, 1, 10, 11),
        window: Float64Array.of(2, 3, 4, 5, 12, 13, 14, 15),
        future: Float64Array.of(6, 16),
      },
    },
  ],
  outcome: { name: 'y', values: count(8, 100) },
});

test('spend around a part of the window becomes its history and future; series and dates are cut', () => {
  const part = sliceDataset(dataset, 1, 2);
  expect(part).toMatchObject({ periods: 2, history: 3, future: 2, dates: ['b', 'c'], firstPeriod: 11 });
  const { spend } = part.channels[0]!;
  expect([...spend.history]).toEqual([0, 1, 2, 10, 11, 12]);
  expect([...spend.window]).toEqual([3, 4, 13, 14]);
  expect([...spend.future]).toEqual([5, 6, 15, 16]);
  expect([...part.outcome.values]).toEqual([101, 102, 105, 106]);
  expect([...part.controls[0]!.values]).toEqual([201, 202, 205, 206]);
});

test('the whole window is the dataset itself; what lies outside is refused', () => {
  expect(sliceDataset(dataset, 0, 4).digest).toBe(dataset.digest);
  expect(() => sliceDataset(dataset, 3, 2)).toThrow('sliceDataset: 2 periods from 3 on, of 4');
});
