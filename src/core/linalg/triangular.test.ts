import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { openStream } from '../random/stream.ts';
import { toMatrix } from './matrix.ts';
import {
  inverseGram,
  invertUpper,
  solveLower,
  solveLowerTransposed,
  solveUpper,
  solveUpperTransposed,
} from './triangular.ts';

const size = fc.integer({ min: 1, max: 8 });

/** A random triangle in the first k of `stride` rows, with a diagonal away from 0 and nonsense elsewhere. */
function triangle(
  k: number,
  stride: number,
  upper: boolean,
  key: number,
): { stored: Float64Array; dense: Float64Array } {
  const stream = openStream([key]);
  const stored = new Float64Array(stride * k).fill(Number.NaN);
  const dense = new Float64Array(k * k);
  for (let j = 0; j < k; j++) {
    for (let i = 0; i < k; i++) {
      if (upper ? i > j : i < j) continue;
      const value = i === j ? 1 + stream.uniform() : stream.normal();
      stored[i + j * stride] = value;
      dense[i + j * k] = value;
    }
  }
  return { stored, dense };
}

test('each solve undoes its triangle, inside a taller array, without reading the other half', () => {
  fc.assert(
    fc.property(size, fc.integer({ min: 0, max: 3 }), fc.integer(), (k, more, key) => {
      const stride = k + more;
      const b = Float64Array.from({ length: k }, (_, i) => i - 1.5);
      for (const [upper, transposed, solve] of [
        [true, false, solveUpper],
        [true, true, solveUpperTransposed],
        [false, false, solveLower],
        [false, true, solveLowerTransposed],
      ] as const) {
        const { stored, dense } = triangle(k, stride, upper, key);
        const x = b.slice();
        solve(stored, stride, k, x);
        const matrix = toMatrix(dense, k, k);
        const back = (transposed ? matrix.transpose() : matrix).mmul(toMatrix(x, k, 1)).to1DArray();
        const size = Math.max(1, ...x.map(Math.abs));
        back.forEach((value, i) => {
          expect(Math.abs(value - b[i]!)).toBeLessThan(1e-12 * size);
        });
      }
    }),
  );
});

test('U·U⁻¹ is the identity, and U⁻¹U⁻ᵀ the inverse of UᵀU', () => {
  fc.assert(
    fc.property(size, fc.integer(), (k, key) => {
      const { stored, dense } = triangle(k, k + 2, true, key);
      const [inverse, inverseOfGram] = [new Float64Array(k * k), new Float64Array(k * k)];
      invertUpper(stored, k + 2, k, inverse);
      inverseGram(inverse, k, inverseOfGram);
      const u = toMatrix(dense, k, k);
      const products = [
        u.mmul(toMatrix(inverse, k, k)),
        u
          .transpose()
          .mmul(u)
          .mmul(toMatrix(inverseOfGram, k, k)),
      ];
      const size = Math.max(1, ...inverseOfGram.map(Math.abs));
      for (const product of products) {
        for (let i = 0; i < k; i++) {
          for (let j = 0; j < k; j++) {
            expect(Math.abs(product.get(i, j) - (i === j ? 1 : 0))).toBeLessThan(1e-11 * size);
          }
        }
      }
    }),
  );
});
