import { expect, test } from 'vitest';
import { openStream } from '../../core/random/stream.ts';
import { buildDataset } from '../build.ts';
import { oddities } from './oddities.ts';

const none = new Float64Array(0);
const weeks = 60;
const stream = openStream(['dataset.hygiene.test']);
const noisy = (level: number) => Float64Array.from({ length: weeks }, () => level * (1 + 0.2 * stream.normal()));

/** Two channels, a control and an outcome that nothing is odd about, and one series of them replaced. */
function withSeries(name: string, values: Float64Array) {
  const series = { tv: noisy(40), search: noisy(60), price: noisy(20), sales: noisy(900), [name]: values };
  const channel = (of: 'tv' | 'search') => ({ name: of, spend: { history: none, window: series[of], future: none } });
  return buildDataset({
    ...{
      name: 'd',
      period: 'week',
      geos: ['national'],
      population: Float64Array.of(1),
      periods: weeks,
      history: 0,
      future: 0,
    },
    ...{ dates: null, firstPeriod: 0, carryoverStart: 'zero' },
    channels: [channel('tv'), channel('search')],
    controls: [{ name: 'price', values: series.price }],
    outcome: { name: 'sales', values: series.sales },
  });
}
const said = (name: string, values: Float64Array) =>
  oddities(withSeries(name, values)).map(({ kind, series, message }) => `${kind} ${series}: ${message}`);

test('nothing is said of data that nothing is odd about', () => {
  expect(said('tv', noisy(50))).toEqual([]);
});

test('a quarter of the window without spend is a stretch; flights are not', () => {
  const off = noisy(40).map((x, t) => (t >= 10 && t < 25 ? 0 : x));
  expect(said('tv', off)).toEqual([
    'zero-stretch tv: 0 from period 10 to period 24, 15 of 60 periods: was it off, or are its numbers missing?',
  ]);
  expect(
    said(
      'tv',
      noisy(40).map((x, t) => (t % 8 < 3 ? x : 0)),
    ),
  ).toEqual([]);
  expect(said('tv', new Float64Array(weeks))).toEqual([expect.stringContaining('60 of 60 periods')]);
  // a price may be 0
  expect(said('price', off)).toEqual([]);
});

test('a slip of the decimal point is an outlier, an event is none', () => {
  const slip = noisy(900);
  slip[7] = 9000;
  expect(said('sales', slip)).toEqual([expect.stringMatching(/^outlier sales: 9000 \(period 7\): more than 6 robust/)]);
  expect(
    said(
      'price',
      Float64Array.from({ length: weeks }, (_, t) => (t === 9 ? 1 : 0)),
    ),
  ).toEqual([]);
});

test('other units in a part of a series, scaled spend, another currency, and media dearer than sales are asked about', () => {
  expect(
    said(
      'tv',
      noisy(40).map((x, t) => (t < 20 ? 1000 * x : x)),
    ).filter((line) => line.includes('nothing between')),
  ).toEqual([expect.stringMatching(/^units tv: 40 values up to [\d.]+ and 20 from [\d.]+ on, nothing between/)]);
  expect(said('tv', noisy(0.4))).toContainEqual(expect.stringMatching(/^units tv: spend never exceeds 0\.\d+/));
  expect(said('search', noisy(90_000))).toEqual([
    expect.stringMatching(/^units tv: typical spend [\d.]+, of search [\de+.]+: the same units\?$/),
    expect.stringMatching(/^units sales: [\de+.]+ in all, and [\de+.]+ was spent/),
  ]);
});
