import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choleskyInPlace } from '../../core/linalg/cholesky.ts';
import { gram } from '../../core/linalg/products.ts';
import { solveLowerTransposed } from '../../core/linalg/triangular.ts';
import { openStream } from '../../core/random/stream.ts';
import { leadingCholesky } from './leadingCholesky.ts';

const size = fc.integer({ min: 1, max: 8 });
/** Gram matrix of m random columns of 10 values; column `copied` is a combination of those before it. */
function randomGram(seed: number, m: number, copied = -1) {
  const stream = openStream(['leadingCholesky', seed]);
  const x = Float64Array.from({ length: 10 * m }, () => stream.normal());
  const weights = Array.from({ length: Math.max(0, copied) }, () => stream.normal());
  if (copied >= 0) x.fill(0, 10 * copied, 10 * copied + 10);
  weights.forEach((weight, j) => {
    for (let i = 0; i < 10; i++) x[i + 10 * copied]! += weight * x[i + 10 * j]!;
  });
  const products = new Float64Array(m * m);
  gram(x, 10, m, products);
  return { products, weights };
}

test('on positive definite matrices it is the Cholesky factor', () => {
  fc.assert(
    fc.property(fc.nat(), size, (seed, m) => {
      const { products } = randomGram(seed, m);
      const expected = products.slice();
      expect(choleskyInPlace(expected, m)).toBe(true);
      expect(leadingCholesky(products, m, 1e-12)).toBe(m);
      for (let j = 0; j < m; j++) {
        for (let i = j; i < m; i++) expect(products[i + j * m]).toBeCloseTo(expected[i + j * m]!, 9);
      }
    }),
  );
});

test('it stops at the first dependent column, whose combination can be read from what is left', () => {
  fc.assert(
    fc.property(fc.nat(), size, fc.nat(), (seed, m, at) => {
      const copied = at % m;
      const { products, weights } = randomGram(seed, m, copied);
      expect(leadingCholesky(products, m, 1e-10)).toBe(copied);
      const v = Float64Array.from(weights, (_, j) => products[copied + j * m]!);
      solveLowerTransposed(products, m, copied, v);
      weights.forEach((weight, j) => {
        expect(v[j]).toBeCloseTo(weight, 4);
      });
    }),
  );
});
