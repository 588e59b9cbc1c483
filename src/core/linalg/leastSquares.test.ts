import * as fc from 'fast-check';
import { pseudoInverse, solve } from 'ml-matrix';
import { expect, test } from 'vitest';
import { openStream } from '../random/stream.ts';
import { dependentColumns, fitLeastSquares, leastSquaresRoom } from './leastSquares.ts';
import { toMatrix } from './matrix.ts';
import { inverseGram } from './triangular.ts';

const normals = (n: number, ...key: (string | number)[]) => {
  const stream = openStream(key);
  return Float64Array.from({ length: n }, () => stream.normal());
};

test('Longley (1967): the coefficients certified by NIST', () => {
  // https://www.itl.nist.gov/div898/strd/lls/data/LINKS/DATA/Longley.dat; condition number 5e9 as it stands
  const rows = [
    [60323, 83.0, 234289, 2356, 1590, 107608, 1947],
    [61122, 88.5, 259426, 2325, 1456, 108632, 1948],
    [60171, 88.2, 258054, 3682, 1616, 109773, 1949],
    [61187, 89.5, 284599, 3351, 1650, 110929, 1950],
    [63221, 96.2, 328975, 2099, 3099, 112075, 1951],
    [63639, 98.1, 346999, 1932, 3594, 113270, 1952],
    [64989, 99.0, 365385, 1870, 3547, 115094, 1953],
    [63761, 100.0, 363112, 3578, 3350, 116219, 1954],
    [66019, 101.2, 397469, 2904, 3048, 117388, 1955],
    [67857, 104.6, 419180, 2822, 2857, 118734, 1956],
    [68169, 108.4, 442769, 2936, 2798, 120445, 1957],
    [66513, 110.8, 444546, 4681, 2637, 121950, 1958],
    [68655, 112.6, 482704, 3813, 2552, 123366, 1959],
    [69564, 114.2, 502601, 3931, 2514, 125368, 1960],
    [69331, 115.7, 518173, 4806, 2572, 127852, 1961],
    [70551, 116.9, 554894, 4007, 2827, 130081, 1962],
  ];
  const x = Float64Array.from({ length: 112 }, (_, at) => (at < 16 ? 1 : rows[at % 16]![Math.floor(at / 16)]!));
  const y = Float64Array.from(rows, (row) => row[0]!);
  const room = leastSquaresRoom(16, 7);
  expect(fitLeastSquares(room, x, y)).toBe(7);
  const certified = [
    -3482258.63459582, 15.0618722713733, -0.035819179292591, -2.02022980381683, -1.03322686717359, -0.0511041056535807,
    1829.15146461355,
  ];
  certified.forEach((value, j) => {
    expect(Math.abs(room.coefficients[j]! / value - 1)).toBeLessThan(1e-7);
  });
  const rss = room.residuals.reduce((total, e) => total + e * e, 0);
  expect(Math.sqrt(rss / 9)).toBeCloseTo(304.854073561965, 6);
  const inverse = new Float64Array(49);
  inverseGram(room.inverseR, 7, inverse);
  // certified standard deviation of the coefficient of the year
  expect(Math.sqrt((inverse[48]! * rss) / 9)).toBeCloseTo(455.478499142212, 4);
});

test('agrees with ml-matrix; residuals are what is left and orthogonal to every column', () => {
  const shape = fc
    .integer({ min: 1, max: 6 })
    .chain((k) => fc.tuple(fc.integer({ min: k + 2, max: 25 }), fc.constant(k)));
  fc.assert(
    fc.property(shape, fc.integer(), ([n, k], key) => {
      const [x, y] = [normals(n * k, key, 'x'), normals(n, key, 'y')];
      const room = leastSquaresRoom(n, k);
      const before = x.slice();
      expect(fitLeastSquares(room, x, y)).toBe(k);
      expect(x).toEqual(before);
      const X = toMatrix(x, n, k);
      const size = Math.max(1, ...room.inverseR.map(Math.abs));
      const expected = solve(X, toMatrix(y, n, 1)).to1DArray();
      expected.forEach((value, j) => {
        expect(Math.abs(room.coefficients[j]! - value)).toBeLessThan(1e-11 * size * size);
      });
      const fitted = X.mmul(toMatrix(room.coefficients, k, 1)).to1DArray();
      fitted.forEach((value, i) => {
        expect(Math.abs(y[i]! - value - room.residuals[i]!)).toBeLessThan(1e-11 * size * size);
      });
      const inverse = new Float64Array(k * k);
      inverseGram(room.inverseR, k, inverse);
      const gramInverse = pseudoInverse(X.transpose().mmul(X));
      inverse.forEach((value, at) => {
        expect(Math.abs(value - gramInverse.get(at % k, Math.floor(at / k)))).toBeLessThan(1e-9 * size ** 4);
      });
    }),
  );
});

test('a room is good for the next fit, also after one that fell short', () => {
  const [x, y] = [normals(20 * 3, 'x'), normals(20, 'y')];
  const collinear = x.slice();
  for (let i = 0; i < 20; i++) collinear[i + 40] = collinear[i]! - 2 * collinear[i + 20]!;
  const [fresh, used] = [leastSquaresRoom(20, 3), leastSquaresRoom(20, 3)];
  expect(fitLeastSquares(used, collinear, y)).toBe(2);
  expect(dependentColumns(used)).toEqual([2]);
  fitLeastSquares(used, x, y);
  fitLeastSquares(fresh, x, y);
  expect(used).toEqual(fresh);
  expect(dependentColumns(used)).toEqual([]);
});
