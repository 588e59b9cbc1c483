import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openStream } from '../../core/random/stream.ts';
import { sum } from '../../core/stats.ts';
import { allocate } from './allocate.ts';
import { marginalGap } from './marginalGap.ts';
import { bestOfAll, concaveKinds, curves, type Problem, randomProblem } from './problems.fixture.ts';
import type { Allocation, Constraint, ResponseCurve } from './types.ts';

/** Steps at which a grid has so many splits, C(steps + parts − 1, parts − 1), that the upper bounds leave half a million of
 *  them on average. */
const stepsFor: Readonly<Record<number, number>> = { 2: 500_000, 3: 1150, 4: 165, 5: 64 };

function solved({ curves, constraint }: Pick<Problem, 'curves' | 'constraint'>): Allocation {
  const found = allocate(curves, constraint);
  if ('reason' in found) throw new Error(found.reason);
  return found;
}

test('500 random concave problems: the best of all 500,000 splits of a grid, to its step', () => {
  let [tried, furthest, lead] = [0, 0, 0];
  for (let number = 0; number < 500; number++) {
    const parts = number < 6 ? 2 : 3 + (number % 3);
    const steps = stepsFor[parts]!;
    const stream = openStream(['allocate', number]);
    const problem = randomProblem(stream, { parts, steps, kinds: concaveKinds, shapes: [0.4, 1] });
    const oracle = bestOfAll(problem, steps);
    const { amounts, value, method } = solved(problem);
    expect(method).toBe('equal-marginals');
    // no split of the grid is better …
    expect(value).toBeGreaterThanOrEqual(oracle.value - 1e-12);
    // … and the best one of it lies within parts − 1 steps (Hochbaum 1994, Mathematics of Operations Research 19)
    const { lower } = problem.constraint;
    const away = Math.max(...amounts.map((x, i) => Math.abs(x - lower[i]! - oracle.steps[i]! * problem.step)));
    furthest = Math.max(furthest, away / problem.step / (parts - 1));
    lead = Math.max(lead, (value - oracle.value) / value);
    tried += oracle.tried;
  }
  expect(furthest).toBeLessThanOrEqual(1 + 1e-6);
  // what the widest grid (64 steps for 5 parts) may cost
  expect(lead).toBeLessThan(0.01);
  expect(tried).toBeGreaterThan(500_000 * 500);
}, 60_000);

const kinds = fc.constantFrom(...concaveKinds);
const problems = fc
  .record({ seed: fc.nat(), parts: fc.integer({ min: 1, max: 6 }), kind: kinds, other: kinds })
  .map(({ seed, parts, kind, other }) =>
    randomProblem(openStream(['allocate.laws', seed]), { parts, steps: 40, kinds: [kind, other], shapes: [0.4, 1] }),
  );

test('amounts keep the bounds and spend the budget; no part could give to another with a gain', () => {
  fc.assert(
    fc.property(problems, ({ curves, constraint }) => {
      const { amounts, price } = solved({ curves, constraint });
      const { budget, lower, upper } = constraint;
      expect(sum(amounts)).toBeCloseTo(budget, 12);
      expect(amounts.every((x, i) => x >= lower[i]! && x <= upper[i]!)).toBe(true);
      expect(marginalGap(curves, constraint, amounts, price)).toBeLessThan(1e-8);
    }),
  );
});

test('more budget never returns less where all curves rise, and its price falls', () => {
  const rising = concaveKinds.filter((kind) => kind !== 'parabola');
  fc.assert(
    fc.property(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (seed, share) => {
      const stream = openStream(['allocate.budget', seed]);
      const { curves, constraint } = randomProblem(stream, { parts: 3, steps: 40, kinds: rising, shapes: [0.4, 1] });
      const budget = constraint.budget + share * (sum(constraint.upper) - constraint.budget);
      const [before, after] = [
        solved({ curves, constraint }),
        solved({ curves, constraint: { ...constraint, budget } }),
      ];
      expect(after.value).toBeGreaterThanOrEqual(before.value - 1e-12);
      expect(after.price).toBeLessThanOrEqual(before.price * (1 + 1e-9));
    }),
  );
});

test('other units of money and of outcome change units, not the split', () => {
  fc.assert(
    fc.property(problems, fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 }), (problem, m, o) => {
      const [money, outcome] = [2 ** m, 2 ** o];
      const { curves, constraint } = problem;
      const scaled = solved({
        curves: curves.map(({ at, slope, concave }) => ({
          at: (x) => outcome * at(x / money),
          slope: (x) => (outcome / money) * slope(x / money),
          concave,
        })),
        constraint: {
          budget: money * constraint.budget,
          lower: constraint.lower.map((x) => money * x),
          upper: constraint.upper.map((x) => money * x),
        },
      });
      const plain = solved(problem);
      // parts that return exactly the same share by which of two neighboring prices came out: values agree, amounts may not
      expect(scaled.value / outcome).toBeCloseTo(plain.value, 10);
      expect((scaled.price * money) / outcome / plain.price).toBeCloseTo(1, 8);
    }),
  );
});

const line = (slope: number): ResponseCurve => ({ at: (x) => slope * x, slope: () => slope, concave: true });

test('lines: the steepest first, to its bound; equal ones share in the ratio of their room', () => {
  const constraint = { budget: 10, lower: [1, 1, 0], upper: [4, 5, 9] };
  expect(solved({ curves: [line(2), line(3), line(1)], constraint })).toMatchObject({
    amounts: Float64Array.of(4, 5, 1),
    price: 1,
  });
  const { amounts } = solved({ curves: [line(2), line(2), line(1)], constraint: { ...constraint, budget: 5.5 } });
  expect([...amounts]).toEqual([2.5, 3, 0]);
});

test('square roots split by the squares of their sizes, and the price is the derivative of the value', () => {
  const root = (size: number): ResponseCurve => ({
    at: (x) => size * Math.sqrt(x),
    slope: (x) => size / (2 * Math.sqrt(x)),
    concave: true,
  });
  const found = solved({
    curves: [root(1), root(2), root(3)],
    constraint: { budget: 14, lower: [0, 0, 0], upper: [14, 14, 14] },
  });
  [1, 4, 9].forEach((x, i) => {
    expect(found.amounts[i]).toBeCloseTo(x, 10);
  });
  // Σ a√(b·a²/Σa²) = √(b·Σa²)
  expect(found.value).toBeCloseTo(14, 12);
  expect(found.price).toBeCloseTo(0.5, 12);
});

test('S-shaped curves: 120 random problems, never below the best of the grid', () => {
  let many = 0;
  for (let number = 0; number < 120; number++) {
    const [parts, steps] = [2 + (number % 3), 120];
    const stream = openStream(['allocate.s', number]);
    const problem = randomProblem(stream, { parts, steps, kinds: ['hill', 'hill', 'line'], shapes: [1.2, 6] });
    const oracle = bestOfAll(problem, steps);
    const { amounts, value, method } = solved(problem);
    const { lower, upper, budget } = problem.constraint;
    expect(sum(amounts)).toBeCloseTo(budget, 12);
    expect(amounts.every((x, i) => x >= lower[i]! && x <= upper[i]!)).toBe(true);
    expect(value).toBeGreaterThanOrEqual(oracle.value - 1e-9);
    if (method === 'multi-start') many += 1;
  }
  expect(many).toBeGreaterThan(100);
}, 60_000);

test('20 S-shaped curves: a step asks the two that change, not all', () => {
  for (let number = 0; number < 5; number++) {
    const stream = openStream(['allocate.many', number]);
    const { curves, constraint } = randomProblem(stream, { parts: 20, steps: 120, kinds: ['hill'], shapes: [1.2, 4] });
    let asked = 0;
    const counted = curves.map((curve) => ({
      ...curve,
      at: (x: number) => {
        asked += 1;
        return curve.at(x);
      },
    }));
    const { amounts, value, method } = solved({ curves: counted, constraint });
    // 5,140 of them for the grid; asking all 20 at every step took up to 430,000
    expect(asked).toBeLessThan(80_000);
    expect(method).toBe('multi-start');
    expect(sum(amounts)).toBeCloseTo(constraint.budget, 9);
    expect(value).toBe(sum(amounts.map((x, i) => curves[i]!.at(x))));
    // no exchange of a hundredth of the budget between two of them gains
    const step = constraint.budget / 100;
    amounts.forEach((x, i) => {
      amounts.forEach((y, j) => {
        if (i === j || x + step > constraint.upper[i]! || y - step < constraint.lower[j]!) return;
        const gain = curves[i]!.at(x + step) - curves[i]!.at(x) + curves[j]!.at(y - step) - curves[j]!.at(y);
        expect(gain).toBeLessThan(1e-12);
      });
    });
  }
});

test('uphill from the even split alone would stop at the lower hill', () => {
  const hill = (half: number): ResponseCurve => {
    const { at, slope } = curves.hill(1, half, 8);
    return { at, slope, concave: false };
  };
  // money for one of the two to get over its bend, none for both
  const constraint: Constraint = { budget: 1, lower: [0, 0], upper: [1, 1] };
  const found = solved({ curves: [hill(0.8), hill(0.6)], constraint });
  expect(found.amounts[1]).toBeGreaterThan(0.99);
  expect(found.method).toBe('multi-start');
});

test('a curve that is not what it says is not believed', () => {
  const liar: ResponseCurve = { at: (x) => x * x, slope: (x) => 2 * x, concave: true };
  const { method, value } = solved({ curves: [liar, liar], constraint: { budget: 1, lower: [0, 0], upper: [1, 1] } });
  expect(method).toBe('multi-start');
  expect(value).toBeCloseTo(1, 9);
});

test('what no split can meet is said', () => {
  const one = { curves: [line(1), line(2)] };
  const reason = (constraint: Constraint) => {
    const found = allocate(one.curves, constraint);
    return 'reason' in found ? found.reason : 'none';
  };
  expect(reason({ budget: 9, lower: [1, 1], upper: [4, 4] })).toBe('budget 9: the bounds allow 2 to 8');
  expect(reason({ budget: Number.NaN, lower: [1, 1], upper: [4, 4] })).toBe('budget NaN: the bounds allow 2 to 8');
  expect(reason({ budget: 5, lower: [1, 5], upper: [4, 4] })).toBe('bounds of part 1: 5 to 4 is no interval');
  expect(reason({ budget: 5, lower: [1], upper: [4] })).toBe('1 lower and 1 upper bounds for 2 parts');
  // bounds that leave no choice
  expect(reason({ budget: 0.3, lower: [0.1, 0.2], upper: [0.1, 0.2] })).toBe('none');
  expect([...solved({ ...one, constraint: { budget: 8, lower: [1, 1], upper: [4, 4] } }).amounts]).toEqual([4, 4]);
  expect([...solved({ ...one, constraint: { budget: 2, lower: [1, 1], upper: [4, 4] } }).amounts]).toEqual([1, 1]);
});
