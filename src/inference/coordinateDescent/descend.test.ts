import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choleskyInPlace, choleskySolve } from '../../core/linalg/cholesky.ts';
import { openStream } from '../../core/random/stream.ts';
import { activeStep } from './activeStep.ts';
import { descend } from './descend.ts';
import { prepareDesign, withOutcome } from './design.ts';
import { dualityGap } from './dualityGap.ts';
import { objective } from './objective.ts';
import { testProblem } from './problem.fixture.ts';
import { descentRoom, type Room } from './room.ts';
import { refreshGradient, sweep } from './sweep.ts';
import { defaultLimits, type GramProblem, type Penalty } from './types.ts';

const solve = (problem: GramProblem, penalty: Penalty, limits = defaultLimits) => {
  const room = descentRoom(problem.k);
  return { ...descend(problem, penalty, room, limits), b: room.coefficients, room };
};
const mixing = fc.constantFrom(0, 1e-9, 0.1, 0.5, 0.9, 1);
const alpha = fc.constantFrom(1e-4, 0.01, 0.1, 0.5, 2);
const shape = fc.record({
  seed: fc.nat(),
  n: fc.integer({ min: 4, max: 30 }),
  // more columns than rows too
  k: fc.integer({ min: 1, max: 12 }),
  nonNegative: fc.boolean(),
  l1Ratio: mixing,
  alpha,
});
/** A random problem with factors between .5 and 2. */
const randomProblem = ({ seed, n, k, nonNegative }: { seed: number; n: number; k: number; nonNegative: boolean }) => {
  const stream = openStream(['factors', seed]);
  const factors = Array.from({ length: k }, () => 0.5 + 1.5 * stream.uniform());
  const { columns, y } = testProblem(seed, n, k, { factors, nonNegative });
  return withOutcome(prepareDesign(columns), y);
};

test('orthonormal columns: the soft threshold, shrunk', () => {
  // Zou & Hastie (2005), eq. 6: b = S(c, alpha·l1)/(1 + alpha·(1 − l1))
  const covariance = Float64Array.of(3, -2, 0.4, -0.4, 0);
  const gram = Float64Array.from({ length: 25 }, (_, i) => (i % 6 === 0 ? 1 : 0));
  const problem: GramProblem = {
    k: 5,
    gram,
    covariance,
    outcomeSquare: 20,
    factors: Float64Array.of(1, 1, 1, 1, 1),
    nonNegative: Uint8Array.of(0, 0, 0, 0, 0),
  };
  const expected = [2.5 / 1.5, -1.5 / 1.5, 0, 0, 0];
  const { b, gap, converged } = solve(problem, { alpha: 1, l1Ratio: 0.5 });
  expected.forEach((value, j) => {
    expect(b[j]).toBeCloseTo(value, 14);
  });
  expect(gap).toBeLessThan(1e-14);
  expect(converged).toBe(true);
  // twice the penalty on the first, and no negative coefficient
  const signed = { ...problem, factors: Float64Array.of(2, 1, 1, 1, 1), nonNegative: Uint8Array.of(1, 1, 1, 1, 1) };
  expect(solve(signed, { alpha: 1, l1Ratio: 0.5 }).b).toEqual(Float64Array.of(1, 0, 0, 0, 0));
});

test('ridge is (G + alpha·D)⁻¹c', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 3, max: 30 }), fc.integer({ min: 1, max: 12 }), alpha, (seed, n, k, a) => {
      const problem = randomProblem({ seed, n, k, nonNegative: false });
      const lower = problem.gram.map((value, i) => value + (i % (k + 1) === 0 ? a * problem.factors[i / (k + 1)]! : 0));
      const answer = problem.covariance.slice();
      expect(choleskyInPlace(lower, k)).toBe(true);
      choleskySolve(lower, k, answer);
      const { b, converged } = solve(problem, { alpha: a, l1Ratio: 0 });
      expect(converged).toBe(true);
      const size = Math.max(...answer.map(Math.abs));
      answer.forEach((value, j) => {
        expect(Math.abs(b[j]! - value)).toBeLessThan(1e-7 * size);
      });
    }),
  );
});

/** Largest violation of the optimality conditions, by their definition. */
function violation(
  { k, gram, covariance, factors, nonNegative }: GramProblem,
  { alpha: a, l1Ratio }: Penalty,
  b: Float64Array,
) {
  let worst = 0;
  for (let j = 0; j < k; j++) {
    let gradient = covariance[j]! - a * (1 - l1Ratio) * factors[j]! * b[j]!;
    for (let i = 0; i < k; i++) gradient -= gram[i + j * k]! * b[i]!;
    const bound = a * l1Ratio * factors[j]!;
    if (b[j] !== 0) worst = Math.max(worst, Math.abs(gradient - Math.sign(b[j]!) * bound));
    else worst = Math.max(worst, (nonNegative[j] === 1 ? gradient : Math.abs(gradient)) - bound);
    if (nonNegative[j] === 1) expect(b[j]).toBeGreaterThanOrEqual(0);
  }
  return worst;
}

test('solutions obey the Karush–Kuhn–Tucker conditions: lasso, ridge, mixtures, signs, more columns than rows', () => {
  fc.assert(
    fc.property(shape, (drawn) => {
      const problem = randomProblem(drawn);
      const { b, converged, gap } = solve(problem, drawn);
      expect(converged).toBe(true);
      expect(gap).toBeLessThanOrEqual(1e-10 * problem.outcomeSquare);
      // a gap of ε leaves a gradient of √(2ε·max eigenvalue) at most
      expect(violation(problem, drawn, b)).toBeLessThan(1e-4 * Math.sqrt(problem.outcomeSquare));
    }),
    { numRuns: 300 },
  );
});

/** A room at given coefficients. */
function roomAt(problem: GramProblem, penalty: Penalty, b: Float64Array): Room {
  const room = descentRoom(problem.k);
  descend(problem, penalty, room, { tolerance: 0, maxSweeps: 0 });
  room.coefficients.set(b);
  refreshGradient(problem, room);
  return room;
}

test('the duality gap bounds the distance to the minimum anywhere, and a better point is never above it', () => {
  fc.assert(
    fc.property(shape, fc.double({ min: 0, max: 3, noNaN: true }), (drawn, size) => {
      const problem = randomProblem(drawn);
      const least = solve(problem, drawn, { tolerance: 1e-14, maxSweeps: 10_000 });
      const stream = openStream(['elsewhere', drawn.seed]);
      const b = least.b.map((value) => {
        const moved = value + size * stream.normal();
        return drawn.nonNegative ? Math.max(0, moved) : moved;
      });
      const gap = dualityGap(problem, roomAt(problem, drawn, b));
      const above = objective(problem, drawn, b) - objective(problem, drawn, least.b);
      const rounding = 1e-12 * (problem.outcomeSquare + objective(problem, drawn, b));
      expect(gap).toBeGreaterThanOrEqual(above - rounding);
    }),
    { numRuns: 300 },
  );
});

test('neither a sweep nor the exact step ever raises the objective, from anywhere', () => {
  fc.assert(
    fc.property(shape, (drawn) => {
      const problem = randomProblem(drawn);
      const stream = openStream(['start', drawn.seed]);
      const start = Float64Array.from({ length: drawn.k }, () => Math.max(drawn.nonNegative ? 0 : -9, stream.normal()));
      const room = roomAt(problem, drawn, start);
      let before = objective(problem, drawn, room.coefficients);
      for (let round = 0; round < 6; round++) {
        if (round % 2 === 0) activeStep(problem, room);
        else sweep(problem, room);
        refreshGradient(problem, room);
        const after = objective(problem, drawn, room.coefficients);
        expect(after).toBeLessThanOrEqual(before + 1e-12 * (1 + Math.abs(before)));
        before = after;
      }
    }),
  );
});

test('out of budget: not converged, with a gap that says how far', () => {
  const problem = randomProblem({ seed: 3, n: 30, k: 10, nonNegative: false });
  const penalty = { alpha: 0.01, l1Ratio: 0.5 };
  const short = solve(problem, penalty, { tolerance: 1e-10, maxSweeps: 1 });
  expect(short).toMatchObject({ converged: false, sweeps: 1 });
  const above = objective(problem, penalty, short.b) - objective(problem, penalty, solve(problem, penalty).b);
  expect(above).toBeGreaterThan(1e-6);
  expect(short.gap).toBeGreaterThanOrEqual(above);
});

test('a warm start ends where a cold one does', () => {
  fc.assert(
    fc.property(shape, alpha, (drawn, other) => {
      const problem = randomProblem(drawn);
      const room = descentRoom(problem.k);
      descend(problem, { ...drawn, alpha: other }, room, defaultLimits);
      descend(problem, drawn, room, { ...defaultLimits, tolerance: 1e-13 });
      const difference =
        objective(problem, drawn, room.coefficients) - objective(problem, drawn, solve(problem, drawn).b);
      expect(Math.abs(difference)).toBeLessThan(2e-10 * problem.outcomeSquare);
    }),
  );
});

test('two equal columns under the lasso: together what one has alone', () => {
  const { columns, y } = testProblem(8, 30, 3);
  const twin = { ...columns, x: columns.x.slice() };
  twin.x.copyWithin(3 * 30, 2 * 30, 3 * 30);
  const penalty = { alpha: 0.05, l1Ratio: 1 };
  const double = solve(withOutcome(prepareDesign(twin), y), penalty);
  const single = {
    ...columns,
    k: 3,
    x: columns.x.slice(0, 90),
    factors: columns.factors.slice(0, 3),
    nonNegative: columns.nonNegative.slice(0, 3),
  };
  const alone = solve(withOutcome(prepareDesign(single), y), penalty);
  expect(double.converged).toBe(true);
  expect(double.b[1]! + double.b[2]!).toBeCloseTo(alone.b[1]!, 9);
});
