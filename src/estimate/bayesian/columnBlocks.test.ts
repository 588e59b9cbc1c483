import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toMatrix } from '../../core/linalg/matrix.ts';
import { openStream } from '../../core/random/stream.ts';
import { columnBlocks } from './columnBlocks.ts';
import { singularAxes } from './singularAxes.ts';

const shapes = fc.record({ key: fc.integer(), T: fc.integer({ min: 1, max: 25 }), k: fc.integer({ min: 0, max: 9 }) });
const random = (key: number, n: number) => {
  const stream = openStream(['columnBlocks.test', key]);
  return Float64Array.from({ length: n }, () => stream.normal());
};

test('products with a matrix of any number of columns are ml-matrix’s, both ways', () => {
  fc.assert(
    fc.property(shapes, ({ key, T, k }) => {
      const a = random(key, T * k);
      const x = random(key + 1, T);
      const blocks = columnBlocks(a, T, k);
      const along = new Float64Array(k);
      expect(blocks.project(x, along)).toBeCloseTo(
        x.reduce((sum, value) => sum + value * value, 0),
        10,
      );
      const weight = new Float64Array(k);
      weight.set(random(key + 2, k));
      const out = new Float64Array(T);
      const squares = blocks.takeOff(x, 3, weight, out);
      expect(squares).toBeCloseTo(
        out.reduce((sum, value) => sum + value * value, 0),
        8,
      );
      const matrix = toMatrix(a, T, k);
      for (let j = 0; j < k; j++) {
        expect(along[j]).toBeCloseTo(
          x.reduce((sum, value, t) => sum + value * matrix.get(t, j), 0),
          10,
        );
      }
      out.forEach((value, t) => {
        const taken = weight.subarray(0, k).reduce((sum, w, j) => sum + w * matrix.get(t, j), 0);
        expect(value).toBeCloseTo(3 * x[t]! - taken, 10);
      });
    }),
  );
});

test('over itself: out may be x', () => {
  const [x, weight] = [random(1, 12), random(2, 6)];
  const blocks = columnBlocks(random(3, 12 * 6), 12, 6);
  const apart = new Float64Array(12);
  blocks.takeOff(x, 2, weight, apart);
  blocks.takeOff(x, 2, weight, x);
  expect(x).toEqual(apart);
});

test('an infinite scale leaves nothing behind', () => {
  const [x, weight, out] = [random(1, 11), random(2, 2), new Float64Array(11)];
  const blocks = columnBlocks(random(3, 11 * 2), 11, 2);
  const squares = blocks.takeOff(x, 1, weight, out);
  blocks.takeOff(x, Number.POSITIVE_INFINITY, weight, out);
  expect(blocks.takeOff(x, 1, weight, out)).toBe(squares);
});

test('singular axes are orthonormal, and with values and vectors they are the matrix again', () => {
  fc.assert(
    fc.property(
      shapes.filter(({ k }) => k > 0),
      ({ key, T, k }) => {
        const a = random(key, T * k);
        // one column of zeros moves nothing
        a.fill(0, 0, T);
        const { rank, axes, power, vectors, placeOf } = singularAxes(a, T, k);
        expect(rank).toBeLessThanOrEqual(Math.min(T, k - 1));
        for (let i = 0; i < rank; i++) {
          for (let j = 0; j < rank; j++) {
            const product = axes
              .subarray(i * T, (i + 1) * T)
              .reduce((sum, value, t) => sum + value * axes[j * T + t]!, 0);
            expect(Math.abs(product - (i === j ? 1 : 0))).toBeLessThan(1e-12);
          }
        }
        for (let c = 0; c < k; c++) {
          for (let t = 0; t < T; t++) {
            const value = placeOf.reduce(
              (sum, place, i) =>
                place < 0 ? sum : sum + axes[place * T + t]! * Math.sqrt(power[place]!) * vectors[c + i * k]!,
              0,
            );
            expect(Math.abs(value - a[c * T + t]!)).toBeLessThan(1e-5);
          }
        }
      },
    ),
  );
});
