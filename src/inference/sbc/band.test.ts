import fc from 'fast-check';
import { expect, test } from 'vitest';
import { binomialPmf } from '../../core/distributions.ts';
import { gandyScott } from '../../core/gandyScott.ts';
import { meanP } from '../../core/goodnessOfFit.ts';
import { openStream } from '../../core/random/stream.ts';
import { ecdfBand } from './band.ts';
import { type Bounds, bandCoverage, pointwiseBounds } from './bandCoverage.ts';
import { countsBelow, staysInside } from './verdict.ts';

/** The recursion as statistics.md §6 writes it. */
function recursion(N: number, K: number, { lower, upper }: Bounds): number {
  let now = new Map([[0, 1]]);
  for (let i = 0; i < K; i++) {
    const p = 1 / K / (1 - i / K);
    const next = new Map<number, number>();
    for (let b = lower[i]!; b <= upper[i]!; b++) {
      let sum = 0;
      for (const [a, mass] of now) if (b >= a) sum += mass * binomialPmf(b - a, N - a, Math.min(1, p));
      next.set(b, sum);
    }
    now = next;
  }
  return [...now.values()].reduce((sum, mass) => sum + mass, 0);
}

test('the coverage is that of the recursion, whatever the band', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 2, max: 12 }),
      fc.double({ min: 1e-4, max: 0.9, noNaN: true }),
      (N, K, gamma) => {
        const bounds = pointwiseBounds(N, K, gamma);
        expect(bandCoverage(N, K, bounds)).toBeCloseTo(recursion(N, K, bounds), 11);
      },
    ),
    { numRuns: 60 },
  );
  const bounds = pointwiseBounds(400, 20, 0.005);
  expect(bandCoverage(400, 20, bounds)).toBeCloseTo(recursion(400, 20, bounds), 10);
});

test('two ranks and two bins by hand', () => {
  // counts below ½ are 0, 1, 2 with probability ¼, ½, ¼
  expect(bandCoverage(2, 2, { lower: Int32Array.of(1, 2), upper: Int32Array.of(1, 2) })).toBeCloseTo(0.5, 14);
  expect(bandCoverage(2, 2, { lower: Int32Array.of(0, 2), upper: Int32Array.of(1, 2) })).toBeCloseTo(0.75, 14);
});

// statistics.md §6 at level .95 and 1 − .05/Q; their last digit is theirs
test.each([
  [100, 100, 0.95, 0.00411],
  [200, 100, 0.95, 0.00353],
  [500, 100, 0.95, 0.003],
  [1000, 100, 0.95, 0.00267],
  [1000, 20, 0.95, 0.00554],
  [1000, 20, 1 - 0.05 / 20, 2.2e-4],
  [1000, 20, 1 - 0.05 / 120, 3.7e-5],
])('γ at N = %d, K = %d, level %d is near %d', (N, K, level, expected) => {
  const band = ecdfBand(N, K, level);
  expect(Math.abs(band.gamma / expected - 1)).toBeLessThan(0.03);
  expect(band.coverage).toBeGreaterThanOrEqual(level);
});

/** Share of `size` simulated studies of N uniform ranks whose counts all stay inside. */
function insideShare(N: number, K: number, level: number, size: number, seed: string): Float64Array {
  const band = ecdfBand(N, K, level);
  const stream = openStream(['band.test', seed]);
  return Float64Array.from({ length: size }, () => {
    const ranks = Array.from({ length: N }, () => Math.floor(K * stream.uniform()));
    return staysInside(countsBelow(ranks, K - 1, K), band) ? 1 : 0;
  });
}

test.each([
  [20, 10, 0.9],
  [100, 100, 0.95],
  [200, 20, 0.95],
  [1000, 20, 0.95],
])('the band holds N = %d ranks at K = %d points as often as it says', (N, K, level) => {
  const { coverage } = ecdfBand(N, K, level);
  const verdict = gandyScott((size, attempt) => {
    const inside = insideShare(N, K, level, size, `${Date.now()}/${Math.random()}/${attempt}`);
    return [meanP(inside, coverage, coverage * (1 - coverage))];
  }, 2000);
  expect(verdict, JSON.stringify(verdict)).toMatchObject({ passed: true });
});

test('the same test catches a coverage that is .02 off', () => {
  const { coverage } = ecdfBand(200, 20, 0.95);
  const claimed = coverage - 0.02;
  const verdict = gandyScott(
    (size, attempt) => [meanP(insideShare(200, 20, 0.95, size, `off/${attempt}`), claimed, claimed * (1 - claimed))],
    8000,
  );
  expect(verdict.passed).toBe(false);
});

test('asking for more makes the band wider; the same question is answered from memory', () => {
  const [narrow, wide] = [ecdfBand(300, 20, 0.8), ecdfBand(300, 20, 0.99)];
  expect(wide.gamma).toBeLessThan(narrow.gamma);
  expect(wide.lower.every((value, i) => value <= narrow.lower[i]!)).toBe(true);
  expect(wide.upper.every((value, i) => value >= narrow.upper[i]!)).toBe(true);
  expect(ecdfBand(300, 20, 0.8)).toBe(narrow);
});

test('impossible bands are refused', () => {
  expect(() => ecdfBand(0, 20, 0.95)).toThrow('N = 0');
  expect(() => ecdfBand(10, 1, 0.95)).toThrow('K = 1');
  expect(() => ecdfBand(10, 2, 1)).toThrow('level = 1');
});
