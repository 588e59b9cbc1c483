import * as fc from 'fast-check';
import { Matrix } from 'ml-matrix';
import { expect, test } from 'vitest';
import { openStream } from '../random/stream.ts';
import { toMatrix } from './matrix.ts';
import { addScaled, dot, gram, multiply, multiplyTransposed, multiplyVector } from './products.ts';

const size = fc.integer({ min: 1, max: 9 });
const values = (n: number, ...key: (string | number)[]) => {
  const stream = openStream(key);
  return Float64Array.from({ length: n }, () => stream.normal());
};
/** every entry of the column-major array against the matrix */
function same(a: Float64Array, b: Matrix): void {
  expect(a.length).toBe(b.rows * b.columns);
  a.forEach((value, at) => {
    expect(value).toBeCloseTo(b.get(at % b.rows, Math.floor(at / b.rows)), 12);
  });
}

test('products agree with ml-matrix', () => {
  fc.assert(
    fc.property(size, size, size, fc.integer(), (n, m, k, key) => {
      const [a, b] = [values(n * m, key, 'a'), values(m * k, key, 'b')];
      const [x, y] = [values(m, key, 'x'), values(n, key, 'y')];
      const [A, B] = [toMatrix(a, n, m), toMatrix(b, m, k)];
      const [ax, aty, ata, ab] = [n, m, m * m, n * k].map((length) => new Float64Array(length).fill(7));
      multiplyVector(a, n, m, x, ax!);
      multiplyTransposed(a, n, m, y, aty!);
      gram(a, n, m, ata!);
      multiply(a, n, m, b, k, ab!);
      same(ax!, A.mmul(Matrix.columnVector(x)));
      same(aty!, A.transpose().mmul(Matrix.columnVector(y)));
      same(ata!, A.transpose().mmul(A));
      same(ab!, A.mmul(B));
    }),
  );
});

test('dot and addScaled take a stretch of each array, of any length', () => {
  for (let n = 0; n < 12; n++) {
    const [x, y] = [values(20, n, 'x'), values(20, n, 'y')];
    let expected = 0;
    for (let i = 0; i < n; i++) expected += x[3 + i]! * y[5 + i]!;
    expect(dot(x, 3, y, 5, n)).toBeCloseTo(expected, 13);
    const moved = y.slice();
    addScaled(2, x, 3, moved, 5, n);
    moved.forEach((value, i) => {
      expect(value).toBe(i >= 5 && i < 5 + n ? y[i]! + 2 * x[i - 2]! : y[i]);
    });
  }
});
