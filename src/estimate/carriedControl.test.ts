import { expect, test } from 'vitest';
import { carriedControl } from './carriedControl.ts';

const adstock = { curve: 'geometric', parameters: [0.5], maxLag: 3, normalize: true };

test('by hand, geo by geo: weights 4/7, 2/7, 1/7, and the first value before the first', () => {
  const values = Float64Array.of(7, 14, 0, 70, 0, 0);
  const out = carriedControl({ geos: ['a', 'b'], periods: 3 }, { values }, adstock);
  const expected = [7, 4 * 2 + 2 + 1, 0 + 2 * 2 + 1, 70, 0 + 20 + 10, 0 + 0 + 10];
  expected.forEach((value, i) => {
    expect(out[i]).toBeCloseTo(value, 12);
  });
});

test('without memory it is the control', () => {
  const values = Float64Array.of(3, -1, 2);
  const none = { curve: 'none', parameters: [], maxLag: 1, normalize: false };
  expect(carriedControl({ geos: ['a'], periods: 3 }, { values }, none)).toEqual(values);
});
