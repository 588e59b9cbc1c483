import * as fc from 'fast-check';
import { CholeskyDecomposition } from 'ml-matrix';
import { expect, test } from 'vitest';
import { openStream } from '../random/stream.ts';
import { choleskyInPlace, choleskySolve } from './cholesky.ts';
import { toMatrix } from './matrix.ts';
import { gram } from './products.ts';

/** XᵀX of a random (n + 3) × n matrix. */
function positiveDefinite(n: number, key: number): Float64Array {
  const stream = openStream([key]);
  const x = Float64Array.from({ length: (n + 3) * n }, () => stream.normal());
  const out = new Float64Array(n * n);
  gram(x, n + 3, n, out);
  return out;
}

test('agrees with ml-matrix, and the solution with the system', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), fc.integer(), (n, key) => {
      const a = positiveDefinite(n, key);
      const expected = new CholeskyDecomposition(toMatrix(a, n, n)).lowerTriangularMatrix;
      const l = a.slice();
      expect(choleskyInPlace(l, n)).toBe(true);
      for (let j = 0; j < n; j++) {
        for (let i = 0; i < n; i++) {
          if (i >= j) expect(l[i + j * n]).toBeCloseTo(expected.get(i, j), 11);
          else expect(l[i + j * n]).toBe(a[i + j * n]);
        }
      }
      const b = Float64Array.from({ length: n }, (_, i) => 1 - i);
      const x = b.slice();
      choleskySolve(l, n, x);
      const back = toMatrix(a, n, n)
        .mmul(toMatrix(x, n, 1))
        .to1DArray();
      const size = Math.max(1, ...x.map(Math.abs)) * Math.max(...a.map(Math.abs));
      back.forEach((value, i) => {
        expect(Math.abs(value - b[i]!)).toBeLessThan(1e-12 * size);
      });
    }),
  );
});

test('the 3 × 3 example of Wikipedia', () => {
  // https://en.wikipedia.org/wiki/Cholesky_decomposition: L = [2 0 0; 6 1 0; −8 5 3]
  const a = Float64Array.of(4, 12, -16, 12, 37, -43, -16, -43, 98);
  expect(choleskyInPlace(a, 3)).toBe(true);
  expect([a[0], a[1], a[2], a[4], a[5], a[8]]).toEqual([2, 6, -8, 1, 5, 3]);
});

test('what is not positive definite is refused: indefinite, singular, NaN, infinite', () => {
  const refused = [
    [1, 2, 2, 1],
    [1, 1, 1, 1],
    [0, 0, 0, 1],
    [Number.NaN, 0, 0, 1],
    [1, Number.NaN, 0, 1],
    [Number.POSITIVE_INFINITY, 0, 0, 1],
  ];
  for (const values of refused) expect(choleskyInPlace(Float64Array.from(values), 2), String(values)).toBe(false);
});
