import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { openStream } from '../random/stream.ts';
import { applyQ, applyQTransposed, householderQr } from './qr.ts';

const shape = fc.integer({ min: 1, max: 7 }).chain((k) => fc.tuple(fc.integer({ min: k, max: k + 9 }), fc.constant(k)));
const normals = (n: number, ...key: (string | number)[]) => {
  const stream = openStream(key);
  return Float64Array.from({ length: n }, () => stream.normal());
};

test('Q times R is the matrix again, Qᵀ undoes Q, and both keep lengths', () => {
  fc.assert(
    fc.property(shape, fc.integer(), ([n, k], key) => {
      const a = normals(n * k, key);
      const [qr, tau] = [a.slice(), new Float64Array(k)];
      expect(householderQr(qr, n, k, tau)).toBe(k);
      for (let j = 0; j < k; j++) {
        const column = new Float64Array(n);
        for (let i = 0; i <= j; i++) column[i] = qr[i + j * n]!;
        applyQ(qr, n, k, tau, column);
        for (let i = 0; i < n; i++) expect(column[i]).toBeCloseTo(a[i + j * n]!, 12);
      }
      const y = normals(n, key, 'y');
      const moved = y.slice();
      applyQ(qr, n, k, tau, moved);
      expect(Math.hypot(...moved)).toBeCloseTo(Math.hypot(...y), 12);
      applyQTransposed(qr, n, k, tau, moved);
      for (let i = 0; i < n; i++) expect(moved[i]).toBeCloseTo(y[i]!, 12);
    }),
  );
});

test('columns that depend on earlier ones are found, whatever their scale and place', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4 }),
      fc.double({ min: -8, max: 8, noNaN: true }),
      fc.integer(),
      (at, power, key) => {
        const [n, k] = [20, 5];
        const a = normals(n * k, key);
        const scale = 10 ** power;
        // column `at` becomes a combination of the columns before it; the first can only be 0
        for (let i = 0; i < n; i++) {
          let value = 0;
          for (let j = 0; j < at; j++) value += (j + 0.3) * a[i + j * n]!;
          a[i + at * n] = scale * value;
        }
        const tau = new Float64Array(k);
        expect(householderQr(a, n, k, tau)).toBe(k - 1);
        expect(Array.from(tau, (factor) => factor === -1)).toEqual([0, 1, 2, 3, 4].map((j) => j === at));
      },
    ),
  );
});

test('small columns and nearly collinear ones still count', () => {
  const n = 30;
  const a = normals(n * 2, 'near');
  for (let i = 0; i < n; i++) a[i + n] = 1e-100 * (a[i]! + 1e-8 * a[i + n]!);
  expect(householderQr(a, n, 2, new Float64Array(2))).toBe(2);
});

test('more columns than rows, zeros and NaN have no full rank', () => {
  expect(householderQr(normals(3 * 5, 'wide'), 3, 5, new Float64Array(5))).toBe(3);
  expect(householderQr(new Float64Array(12), 4, 3, new Float64Array(3))).toBe(0);
  const withNaN = normals(8, 'nan');
  withNaN[6] = Number.NaN;
  expect(householderQr(withNaN, 4, 2, new Float64Array(2))).toBe(1);
});
