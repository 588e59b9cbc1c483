import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openStream, type Stream } from '../../core/random/stream.ts';
import { blockMeans, defaultBlockLength, movingBlockIndices } from './movingBlock.ts';
import { percentileIntervals } from './percentile.ts';
import { resampleResiduals } from './residual.ts';

test('default block length is the smallest whole b with b³ ≥ T', () => {
  expect([1, 8, 52, 104, 125, 126, 208].map(defaultBlockLength)).toEqual([1, 2, 4, 5, 5, 6, 6]);
});

test('a resample is whole blocks of consecutive periods inside the series', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(), fc.nat(), (periods, pick, seed) => {
      const block = 1 + (pick % periods);
      const indices = new Int32Array(periods);
      movingBlockIndices(openStream(['movingBlock', seed]), periods, block, indices);
      indices.forEach((index, t) => {
        expect(index).toBeGreaterThanOrEqual(0);
        expect(index).toBeLessThan(periods);
        if (t % block !== 0) expect(index).toBe(indices[t - 1]! + 1);
      });
    }),
  );
});

/** A stream that starts its blocks at the given places, one after the other. */
function starting(places: readonly number[], of: number): Stream {
  let at = 0;
  const none = () => {
    throw new Error('only uniforms are drawn');
  };
  return { next32: none, normal: none, uniform: () => (places[at++ % places.length]! + 0.5) / of };
}

test('resampled errors average 0 over every start, whatever the residuals', () => {
  const residual = fc.double({ min: -10, max: 10, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(residual, { minLength: 6, maxLength: 12 }),
      fc.integer({ min: 1, max: 4 }),
      (values, block) => {
        const periods = values.length;
        const places = periods - block + 1;
        const totals = new Float64Array(periods);
        for (let start = 0; start < places; start++) {
          const options = { residuals: Float64Array.from(values), periods, df: periods, block, replicates: 1 };
          resampleResiduals({ ...options, stream: starting([start], places) }, (errors) => {
            errors.forEach((error, t) => {
              totals[t]! += error;
            });
          });
        }
        for (const total of totals) expect(Math.abs(total)).toBeLessThan(1e-9);
      },
    ),
  );
});

test('geos share their blocks; the scale is √(n/df)', () => {
  // geo b is ten times geo a, so its resample must be too
  const residuals = Float64Array.of(1, -2, 4, -3, 10, -20, 40, -30);
  const options = { residuals, periods: 4, df: 2, block: 2, replicates: 1, stream: starting([2, 0], 3) };
  resampleResiduals(options, (errors) => {
    const centers = blockMeans(residuals.subarray(0, 4), 2);
    const expected = [4 - centers[0]!, -3 - centers[1]!, 1 - centers[0]!, -2 - centers[1]!].map((e) => 2 * e);
    expected.forEach((error, t) => {
      expect(errors[t]).toBeCloseTo(error, 12);
      expect(errors[4 + t]).toBeCloseTo(10 * error, 12);
    });
  });
  expect(() => resampleResiduals({ ...options, block: 5 }, () => {})).toThrow('block 5');
});

test('percentile intervals are R’s quantile(1:9, c(.1, .9))', () => {
  const draws = Float64Array.of(5, 1, 9, 3, 7, 2, 8, 4, 6);
  const [interval] = percentileIntervals(draws, [0.8]);
  expect(interval!.level).toBe(0.8);
  expect(interval!.lower).toBeCloseTo(1.8, 12);
  expect(interval!.upper).toBeCloseTo(8.2, 12);
});
