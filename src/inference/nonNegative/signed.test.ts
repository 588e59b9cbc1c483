import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cos, sin } from '../../core/math.ts';
import { openStream } from '../../core/random/stream.ts';
import { gather } from '../leastSquares/dependence.ts';
import { leastSquares } from '../leastSquares/fit.ts';
import { type Sign, signedLeastSquares } from './signed.ts';

const n = 12;
/** x_ij = sin(1 + .7 i(j + 1)), the second column .8 of the first more; y = Xb + .5 cos(.3 i²) */
const x = Float64Array.from({ length: n * 5 }, (_, at) => {
  const [i, j] = [at % n, Math.floor(at / n)];
  return sin(1 + i * (j + 1) * 0.7) + (j === 1 ? 0.8 * sin(1 + i * 0.7) : 0);
});
const outcome = (b: readonly number[]) =>
  Float64Array.from({ length: n }, (_, i) =>
    b.reduce((sum, each, j) => sum + each * x[i + j * n]!, 0.5 * cos(0.3 * i * i)),
  );

// scipy 1.17.1: optimize.nnls, and optimize.lsq_linear(method='bvls', tol=1e-15) with bounds for signs + − free + free
test.each([
  {
    b: [1, -2, 0.5, -0.3, 2],
    nnls: [0, 0, 0, 0, 1.9996633150253966],
    signed: [0.9871566122068205, -1.7433324776697032, 0.328117735945814, 0, 1.8966723363150126],
  },
  {
    b: [-1, -1, -1, -1, -1],
    nnls: [0, 0, 0, 0, 0],
    signed: [0, -1.3134894956390164, -1.1221751777383504, 0, -1.5576195393376202],
  },
  {
    b: [0.1, 1, -0.05, 3, 0],
    nnls: [0.11005344280662184, 1.2342119780062877, 0, 2.8779290966146447, 0.12911260237477243],
    signed: [1.2774463286674937, 0, 0.06610431548067464, 2.9861172732396604, -0.031052982338829284],
  },
])('scipy’s nnls and lsq_linear, $b', ({ b, nnls, signed }) => {
  const all = signedLeastSquares(x, outcome(b), [1, 1, 1, 1, 1]).coefficients;
  const some = signedLeastSquares(x, outcome(b), [1, -1, 0, 1, 0]).coefficients;
  nnls.forEach((value, j) => {
    expect(all[j]).toBeCloseTo(value, 10);
  });
  signed.forEach((value, j) => {
    expect(some[j]).toBeCloseTo(value, 10);
  });
});

const problem = fc.record({
  seed: fc.nat(),
  signs: fc.array(fc.constantFrom<Sign>(-1, 0, 1), { minLength: 1, maxLength: 5 }),
  // how much columns share: near collinear ones make coefficients cross 0
  shared: fc.double({ min: 0, max: 5, noNaN: true }),
});

function draw(seed: number, k: number, shared: number) {
  const stream = openStream(['signed.test', seed]);
  const common = Float64Array.from({ length: n }, () => shared * stream.normal());
  const columns = Float64Array.from({ length: n * k }, (_, at) => common[at % n]! + stream.normal());
  return { columns, y: Float64Array.from({ length: n }, () => 3 * stream.normal() + shared) };
}

test('it is the best of all sets of bound coefficients that keep their signs, and meets the Karush–Kuhn–Tucker conditions', () => {
  fc.assert(
    fc.property(problem, ({ seed, signs, shared }) => {
      const k = signs.length;
      const { columns, y } = draw(seed, k, shared);
      const { coefficients, residuals, bound } = signedLeastSquares(columns, y, signs);
      const rss = residuals.reduce((sum, e) => sum + e * e, 0);
      let least = Number.POSITIVE_INFINITY;
      for (let set = 0; set < 1 << k; set++) {
        if (signs.some((sign, j) => sign === 0 && (set >> j) % 2 === 1)) continue;
        const free = signs.flatMap((_, j) => ((set >> j) % 2 === 1 ? [] : [j]));
        const fit = leastSquares(gather(columns, n, free), y, free.length);
        if (fit.status !== 'ok') throw new Error(fit.status);
        if (free.some((j, i) => signs[j]! * fit.coefficients[i]! < 0)) continue;
        least = Math.min(least, fit.rss);
      }
      expect(rss / least).toBeCloseTo(1, 9);
      signs.forEach((sign, j) => {
        const slope = residuals.reduce((sum, e, i) => sum + e * columns[i + j * n]!, 0);
        expect(sign * coefficients[j]!).toBeGreaterThanOrEqual(0);
        if (bound.includes(j)) {
          expect(coefficients[j]).toBe(0);
          expect(sign * slope).toBeLessThan(1e-8);
        } else expect(Math.abs(slope)).toBeLessThan(1e-8);
      });
    }),
  );
});

test('a column turned round, with its sign, turns its coefficient round; without signs it is least squares', () => {
  fc.assert(
    fc.property(problem, ({ seed, signs, shared }) => {
      const k = signs.length;
      const { columns, y } = draw(seed, k, shared);
      const plain = signedLeastSquares(columns, y, signs).coefficients;
      const turned = signedLeastSquares(
        columns.map((value) => -value),
        y,
        signs.map((sign) => -sign as Sign),
      ).coefficients;
      const free = signedLeastSquares(
        columns,
        y,
        signs.map(() => 0 as const),
      );
      const least = leastSquares(columns, y, k);
      for (let j = 0; j < k; j++) {
        expect(turned[j]).toBeCloseTo(-plain[j]!, 10);
        expect(free.coefficients[j]).toBe(least.status === 'ok' ? least.coefficients[j] : null);
      }
      expect(free).toMatchObject({ bound: [], steps: 1 });
    }),
  );
});

test('dependent columns are refused', () => {
  const twice = Float64Array.from({ length: 2 * n }, (_, at) => x[at % n]!);
  expect(() => signedLeastSquares(twice, outcome([1, 0, 0, 0, 0]), [0, 0])).toThrow('dependent');
});
