import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildDataset, type DatasetParts } from './build.ts';
import { datasetProblems } from './check.ts';
import { nationalDataset } from './national.ts';

const parts: DatasetParts = {
  name: 'two',
  period: 'week',
  geos: ['a', 'b'],
  population: Float64Array.of(1, 3),
  periods: 2,
  history: 1,
  future: 1,
  dates: ['1', '2'],
  firstPeriod: 1,
  channels: [
    {
      name: 'tv',
      spend: { history: Float64Array.of(1, 2), window: Float64Array.of(1, 2, 10, 20), future: Float64Array.of(5, 6) },
      volume: { history: Float64Array.of(0, 1), window: Float64Array.of(3, 4, 5, 6), future: Float64Array.of(1, 1) },
    },
  ],
  controls: [{ name: 'price', values: Float64Array.of(4, 8, 8, 4) }],
  outcome: { name: 'y', values: Float64Array.of(100, 200, 300, 400) },
  carryoverStart: 'history',
};

test('money, volume, outcome and people are summed; controls are means by population', () => {
  const { digest, ...national } = nationalDataset(buildDataset(parts));
  expect(national).toEqual({
    ...parts,
    geos: ['national'],
    population: Float64Array.of(4),
    channels: [
      {
        name: 'tv',
        spend: { history: Float64Array.of(3), window: Float64Array.of(11, 22), future: Float64Array.of(11) },
        volume: { history: Float64Array.of(1), window: Float64Array.of(8, 10), future: Float64Array.of(2) },
      },
    ],
    controls: [{ name: 'price', values: Float64Array.of(7, 5) }],
    outcome: { name: 'y', values: Float64Array.of(400, 600) },
  });
  expect(digest).toBe(buildDataset(national).digest);
  expect(digest).not.toBe(buildDataset(parts).digest);
});

test('national data are their own aggregate', () => {
  const national = nationalDataset(buildDataset(parts));
  expect(nationalDataset(national)).toBe(national);
});

test('the order of geos does not matter beyond rounding, and totals are kept', () => {
  const series = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(series, series, (spend, price) => {
      const swap = ([a, b, c, d]: readonly number[]) => Float64Array.of(c!, d!, a!, b!);
      const given = (flip: boolean): DatasetParts => {
        const order = (values: readonly number[]) => (flip ? swap(values) : Float64Array.from(values));
        const [tv] = parts.channels;
        return {
          ...parts,
          population: flip ? Float64Array.of(3, 1) : Float64Array.of(1, 3),
          channels: [{ ...tv!, spend: { ...tv!.spend, window: order(spend) } }],
          controls: [{ name: 'price', values: order(price) }],
          outcome: { name: 'y', values: order(spend) },
        };
      };
      const [one, other] = [nationalDataset(buildDataset(given(false))), nationalDataset(buildDataset(given(true)))];
      expect(datasetProblems(one)).toEqual([]);
      one.outcome.values.forEach((y, t) => {
        expect(y).toBeCloseTo(other.outcome.values[t]!, 6);
        expect(one.controls[0]!.values[t]).toBeCloseTo(other.controls[0]!.values[t]!, 6);
      });
    }),
  );
});
