import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openStream } from '../../core/random/stream.ts';
import { sum } from '../../core/stats.ts';
import { allocate } from './allocate.ts';
import { allocateJoint } from './allocateJoint.ts';
import { concaveKinds, randomProblem } from './problems.fixture.ts';
import type { Allocation, Constraint, Infeasible } from './types.ts';

function found(allocation: Allocation | Infeasible): Allocation {
  if ('reason' in allocation) throw new Error(allocation.reason);
  return allocation;
}

test('of a sum of concave curves it finds what equal marginal returns find, price and all', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 2, max: 5 }), (seed, parts) => {
      const smooth = concaveKinds.filter((kind) => kind !== 'line' && kind !== 'power' && kind !== 'hill');
      const stream = openStream(['allocateJoint', seed]);
      const { curves, constraint } = randomProblem(stream, { parts, steps: 40, kinds: smooth, shapes: [1, 1] });
      const exact = found(allocate(curves, constraint));
      const joint = found(allocateJoint((amounts) => sum(amounts.map((x, i) => curves[i]!.at(x))), constraint, []));
      expect(joint.value).toBeCloseTo(exact.value, 9);
      joint.amounts.forEach((x, i) => {
        expect(Math.abs(x - exact.amounts[i]!)).toBeLessThan(1e-4);
      });
      const { lower, upper } = constraint;
      const inside = joint.amounts.some((x, i) => x > lower[i]! + 1e-3 && x < upper[i]! - 1e-3);
      if (inside) expect(joint.price / exact.price).toBeCloseTo(1, 4);
    }),
    { numRuns: 60 },
  );
});

test('a part that bends much more than the others does not keep it at steps too long for it', () => {
  const smooth = ['logistic', 'exponential', 'logarithm', 'parabola'] as const;
  for (const [seed, parts] of [
    [10283, 5],
    [12585, 3],
    [22009, 3],
  ] as const) {
    const stream = openStream(['allocateJoint', seed]);
    const { curves, constraint } = randomProblem(stream, { parts, steps: 40, kinds: smooth, shapes: [1, 1] });
    let asked = 0;
    const value = (amounts: Float64Array) => {
      asked += 1;
      return sum(amounts.map((x, i) => curves[i]!.at(x)));
    };
    expect(found(allocateJoint(value, constraint, [])).value).toBeCloseTo(found(allocate(curves, constraint)).value, 9);
    expect(asked).toBeLessThan(10_000);
  }
});

test('parts that help each other: a quadratic form under a budget, by its linear equations', () => {
  // max bᵀx − ½xᵀQx with Σx = 6: Qx + λ1 = b; with Q = [[2,-1,0],[-1,2,0],[0,0,4]], b = [4,3,6]
  //   2x₁ − x₂ + λ = 4, −x₁ + 2x₂ + λ = 3, 4x₃ + λ = 6  ⇒  x₁ + x₂ = 7 − 2λ, x₁ − x₂ = 1/3, x₃ = (6 − λ)/4  ⇒  λ = 10/9
  const value = ([a, b, c]: Float64Array) => 4 * a! + 3 * b! + 6 * c! - (a! * a! + b! * b! - a! * b! + 2 * c! * c!);
  const constraint: Constraint = { budget: 6, lower: [0, 0, 0], upper: [6, 6, 6] };
  const { amounts, price, method } = found(allocateJoint(value, constraint, [Float64Array.of(6, 0, 0)]));
  const both = 7 - 20 / 9;
  expect(amounts[0]).toBeCloseTo(both / 2 + 1 / 6, 5);
  expect(amounts[1]).toBeCloseTo(both / 2 - 1 / 6, 5);
  expect(amounts[2]).toBeCloseTo((6 - 10 / 9) / 4, 5);
  expect(price).toBeCloseTo(10 / 9, 5);
  expect(method).toBe('multi-start');
});

test('it starts where it is told, moved into the bounds, looks beyond the next valley, and stops asking in time', () => {
  const from = (value: (amounts: Float64Array) => number, ...starts: number[]) => {
    const all = starts.map((a) => Float64Array.of(a, 10 - a));
    return found(allocateJoint(value, constraint, all)).amounts[0]!;
  };
  const constraint: Constraint = { budget: 10, lower: [0, 1], upper: [9, 10] };
  const hill = (a: number, top: number, wide: number) => Math.max(0, 1 - ((a - top) * (a - top)) / (wide * wide));
  // a hill at 8 that is higher than that at 2, and wider than a sixteenth of the way
  const value = ([a]: Float64Array) => hill(a!, 2, 1) + 2 * hill(a!, 8, 1);
  for (const start of [1, 5, 20]) expect(from(value, start)).toBeCloseTo(8, 5);
  // one that is narrower is found only from a start that is on it
  const needle = ([a]: Float64Array) => hill(a!, 2, 1) + 2 * hill(a!, 8.15, 0.05);
  expect(from(needle, 1)).toBeCloseTo(2, 5);
  expect(from(needle, 1, 8.16)).toBeCloseTo(8.15, 5);
  let asked = 0;
  // a function without a top to settle on: every point is better than the last
  const restless = () => {
    asked += 1;
    return asked;
  };
  found(allocateJoint(restless, constraint, [Float64Array.of(5, 5)]));
  expect(asked).toBeLessThan(20_100);
  // many parts are more pairs: 200·n² evaluations are for any number of them over a hundred rounds
  asked = 0;
  const many = Array.from({ length: 20 }, () => 1);
  found(allocateJoint(restless, { budget: 10, lower: many.map(() => 0), upper: many }, []));
  expect(asked).toBeGreaterThan(200 * 20 * 20);
  expect(asked).toBeLessThan(201 * 20 * 20);
  expect(allocateJoint(value, { ...constraint, budget: 99 }, [])).toEqual({
    reason: 'budget 99: the bounds allow 1 to 19',
  });
});
