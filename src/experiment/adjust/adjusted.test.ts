import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testDataset } from '../../estimate/testData.ts';
import { adjusted, asVariables } from './adjusted.ts';
import { dataLags } from './lags.ts';
import { adjustmentWords } from './words.ts';

const { dataset } = testDataset({ tv: 2, radio: 5 }, { noise: 1, geos: 3 });
const [price] = dataset.controls;

test('all controls give the same data; none takes nothing else away', () => {
  const all = { controls: dataset.controls.map(({ name }) => ({ name, lags: [0] })) };
  expect(adjusted(dataset, all)).toEqual(dataset);
  const bare = adjusted(dataset, { controls: [] });
  expect({ ...bare, controls: dataset.controls, digest: dataset.digest }).toEqual(dataset);
  expect(bare.digest).not.toBe(dataset.digest);
});

test('a lag is the value so many periods before in the same geo, and the first one where there is none', () => {
  const { periods, geos } = dataset;
  fc.assert(
    fc.property(fc.nat(periods - 1), fc.nat(periods - 1), fc.nat(geos.length - 1), (lag, t, g) => {
      const { controls } = adjusted(dataset, { controls: [{ name: price!.name, lags: [lag] }] });
      expect(controls[0]!.name).toBe(lag === 0 ? 'price' : `price_lag${lag}`);
      expect(controls[0]!.values[g * periods + t]).toBe(price!.values[g * periods + Math.max(0, t - lag)]);
    }),
  );
});

test('columns read back as variables, and in words', () => {
  const controls = [{ name: 'demand', lags: [0, 1, 2, 5] }];
  expect(asVariables(['tv', 'demand', 'demand_lag2', 'demand_lag5'], { controls })).toEqual(['tv', 'demand']);
  expect(adjustmentWords({ controls, basis: 'joint' })).toBe(
    'demand (lags 0–2, 5); by its graph right for all channels at once',
  );
  expect(adjustmentWords({ controls: [], basis: 'some', right: ['tv', 'search'], notes: ['but'] })).toBe(
    'no controls; by its graph right for tv, search; but',
  );
  expect(adjustmentWords({ controls: [] })).toBe('no controls');
});

test('lags are those of the data, no further back than data go, and it is said what is not quite so', () => {
  const control = (lags: readonly number[], wholePast = false) => ({ name: 'z', lags, wholePast });
  expect(dataLags(control([0]), 1, 104)).toEqual({ lags: [0], notes: [] });
  const first = 'lags of z repeat its first value before the window';
  expect(dataLags(control([0, 2]), 1, 104)).toEqual({ lags: [0, 2], notes: [first] });
  // days 6 and 7 before, of weekly data: this week and the last one
  expect(dataLags(control([6, 7]), 7, 52)).toEqual({
    lags: [0, 1],
    notes: ['lags of z rounded to periods of the data', first],
  });
  const past = Array.from({ length: 30 }, (_, lag) => lag);
  const whole = dataLags(control(past, true), 1, 104);
  expect(whole.lags).toEqual(past.slice(0, 13));
  expect(whole.notes[0]).toBe('of the whole past of z, lags to 12 only');
  expect(dataLags(control(past), 1, 20).lags).toEqual(past.slice(0, 10));
});
