import { expect, test } from 'vitest';
import { buildDataset } from '../../dataset/build.ts';
import type { Dataset } from '../../dataset/types.ts';
import { testDataset } from '../testData.ts';
import { dataLook } from './dataLook.ts';

/** Longley's (1967) regressors of employment, 1947 to 1962; R's car::vif(lm(Employed ~ ., longley)) gives the inflation. */
const longley = {
  'GNP.deflator': [83, 88.5, 88.2, 89.5, 96.2, 98.1, 99, 100, 101.2, 104.6, 108.4, 110.8, 112.6, 114.2, 115.7, 116.9],
  GNP: [
    234.289, 259.426, 258.054, 284.599, 328.975, 346.999, 365.385, 363.112, 397.469, 419.18, 442.769, 444.546, 482.704,
    502.601, 518.173, 554.894,
  ],
  Unemployed: [
    235.6, 232.5, 368.2, 335.1, 209.9, 193.2, 187, 357.8, 290.4, 282.2, 293.6, 468.1, 381.3, 393.1, 480.6, 400.7,
  ],
  'Armed.Forces': [
    159, 145.6, 161.6, 165, 309.9, 359.4, 354.7, 335, 304.8, 285.7, 279.8, 263.7, 255.2, 251.4, 257.2, 282.7,
  ],
  Population: [
    107.608, 108.632, 109.773, 110.929, 112.075, 113.27, 115.094, 116.219, 117.388, 118.734, 120.445, 121.95, 123.366,
    125.368, 127.852, 130.081,
  ],
  Year: [1947, 1948, 1949, 1950, 1951, 1952, 1953, 1954, 1955, 1956, 1957, 1958, 1959, 1960, 1961, 1962],
};
const employed = [
  60.323, 61.122, 60.171, 61.187, 63.221, 63.639, 64.989, 63.761, 66.019, 67.857, 68.169, 66.513, 68.655, 69.564,
  69.331, 70.551,
];
const none = new Float64Array(0);

function national(
  channels: Record<string, readonly number[]>,
  outcome: readonly number[],
  over: Partial<Dataset> = {},
): Dataset {
  return buildDataset({
    ...{
      name: 'd',
      period: 'year',
      geos: ['national'],
      population: Float64Array.of(1),
      periods: outcome.length,
      history: 0,
    },
    ...{ future: 0, dates: outcome.map((_, t) => String(t)), firstPeriod: 0, controls: [], carryoverStart: 'zero' },
    channels: Object.entries(channels).map(([name, values]) => ({
      name,
      spend: { history: none, window: Float64Array.from(values), future: none },
    })),
    outcome: { name: 'y', values: Float64Array.from(outcome) },
    ...over,
  });
}

test('inflation of Longley’s regressors as R has it, correlations with employment as cor() has them', () => {
  const { series, rowsPerParameter } = dataLook(national(longley, employed));
  expect(series.slice(1).map(({ vif }) => Number(vif!.toPrecision(6)))).toEqual([
    135.532, 1788.51, 33.6189, 3.58893, 399.151, 758.981,
  ]);
  expect(series[2]!.correlation).toBeCloseTo(0.983552, 5);
  expect(series[3]!.correlation).toBeCloseTo(0.502498, 5);
  expect(rowsPerParameter.linear).toBeCloseTo(16 / 7, 12);
  expect(rowsPerParameter.withCurves).toBeCloseTo(16 / 19, 12);
});

test('shares of spend add up; what is a combination of others has no inflation, and a constant no correlation', () => {
  const { dataset } = testDataset({ tv: 5, radio: 2 }, { geos: 2, noise: 1 });
  const look = dataLook(dataset);
  expect(look.series.map(({ name }) => name)).toEqual(['sales', 'tv', 'radio', 'price']);
  expect(look.series[1]!.spendShare! + look.series[2]!.spendShare!).toBeCloseTo(1, 12);
  expect(look.correlations[1]![2]).toBe(look.correlations[2]![1]);
  const x = [1, 2, 4, 3, 6];
  const twins = dataLook(national({ a: x, b: x.map((v) => 2 * v), c: [7, 7, 7, 7, 7] }, [1, 2, 3, 4, 6]));
  expect(twins.series.map(({ vif }) => vif)).toEqual([null, null, null, null]);
  expect(twins.series[3]!.correlation).toBeNull();
});

test('trend and season of an outcome that is nothing else, none of what is flat, and none without dates', () => {
  const wave = Array.from({ length: 156 }, (_, t) => 100 + t + 30 * Math.sin((2 * Math.PI * t) / 52));
  const tv = { tv: wave.map((_, t) => (t * 7) % 11) };
  const { trend, seasons } = dataLook(national(tv, wave, { period: 'week' })).seasonality;
  expect(trend!).toBeGreaterThan(0.7);
  expect(seasons).toEqual([{ every: 52, share: expect.closeTo(1, 9) }]);
  expect(dataLook(national(tv, wave, { period: 'week', dates: null })).seasonality).toEqual({
    trend: null,
    seasons: [],
  });
  expect(
    dataLook(
      national(
        tv,
        wave.map(() => 5),
        { period: 'week' },
      ),
    ).seasonality.trend,
  ).toBeNull();
  expect(
    dataLook(national({ tv: tv.tv.slice(0, 90) }, wave.slice(0, 90), { period: 'week' })).seasonality.seasons,
  ).toEqual([]);
});
