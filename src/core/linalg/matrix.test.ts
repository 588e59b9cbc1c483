import { expect, test } from 'vitest';
import { conditionNumber, singularValues, symmetricEigen } from './matrix.ts';

/** Hilbert matrix 1/(i + j + 1), column-major. */
const hilbert = (n: number) => Float64Array.from({ length: n * n }, (_, at) => 1 / ((at % n) + Math.floor(at / n) + 1));

test('condition numbers of Hilbert matrices', () => {
  // numpy 2: linalg.cond(scipy.linalg.hilbert(n)) is 524.0567775860627 and 476607.2502419338
  expect(conditionNumber(hilbert(3), 3, 3)).toBeCloseTo(524.0567775860627, 7);
  expect(conditionNumber(hilbert(5), 5, 5) / 476607.2502419338).toBeCloseTo(1, 8);
});

test('a singular matrix has an infinite or enormous condition number', () => {
  expect(conditionNumber(Float64Array.of(1, 0, 0, 0), 2, 2)).toBe(Number.POSITIVE_INFINITY);
  expect(conditionNumber(Float64Array.of(1, 2, 3, 2, 4, 6), 3, 2)).toBeGreaterThan(1e15);
});

test('singular values of a tall and of a wide matrix, descending', () => {
  // A = [3 0; 4 5]: the eigenvalues of AᵀA are 45 and 5
  const expected = [Math.sqrt(45), Math.sqrt(5)];
  const tall = singularValues(Float64Array.of(3, 4, 0, 0, 5, 0), 3, 2);
  const wide = singularValues(Float64Array.of(3, 0, 4, 5, 0, 0), 2, 3);
  expected.forEach((value, i) => {
    expect(tall[i]).toBeCloseTo(value, 14);
    expect(wide[i]).toBeCloseTo(value, 14);
  });
});

test('eigenvalues ascend and their vectors answer A v = λ v', () => {
  const a = Float64Array.of(2, -1, 0, -1, 2, -1, 0, -1, 2);
  const { values, vectors } = symmetricEigen(a, 3);
  [2 - Math.SQRT2, 2, 2 + Math.SQRT2].forEach((value, j) => {
    expect(values[j]).toBeCloseTo(value, 14);
    for (let i = 0; i < 3; i++) {
      let product = 0;
      for (let l = 0; l < 3; l++) product += a[i + 3 * l]! * vectors[l + 3 * j]!;
      expect(product).toBeCloseTo(value * vectors[i + 3 * j]!, 13);
    }
  });
});
